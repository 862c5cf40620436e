/** SSHSIG namespace of a packer's signature: it keeps a signature on something else from passing for one. */
export const packerNamespace = 'evidence-bundle@v1';
