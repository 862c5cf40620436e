/** What an SSH signature under a report is for, as `ssh-keygen -Y verify -n` asks. */
export const reportNamespace = 'evidence-report@v1';

/** Whoever made the report, and whoever read it with a key of their own. */
export const signatureRoles = ['preparer', 'reviewer'] as const;
export type SignatureRole = (typeof signatureRoles)[number];

export interface SignatureNames {
  readonly ssh: string;
  readonly cms: string;
  /** RFC 3161, over the bytes of the SSH signature. */
  readonly stamp: string;
}

/** How the signatures beside a file are named, so that stock tools and readers find them. */
export function signatureNames(signed: string, role: SignatureRole): SignatureNames {
  const stem = role === 'preparer' ? signed : `${signed}.reviewer`;
  return { ssh: `${stem}.sig`, cms: `${stem}.p7s`, stamp: `${stem}.sig.tsr` };
}
