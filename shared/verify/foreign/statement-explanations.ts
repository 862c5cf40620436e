import type { Explanation } from '../explain.ts';
import type { ForeignCheckCode } from './foreign-codes.ts';

/** Codes of files that state something about others: proofs from logs, envelopes and Sigstore bundles. */
type StatementCheckCode = Extract<ForeignCheckCode, `${'tlog-proof' | 'dsse' | 'sigstore'}-${string}`>;

/** As `foreign-explanations.ts`, for these. */
export const statementExplanations: { readonly [Code in StatementCheckCode]: Explanation } = {
  'tlog-proof-form': {
    title: 'Proof from a log',
    proves: 'The proof can be read as C2SP tlog-proof describes it.',
    doesNotProve: 'That it leads anywhere.',
    command: 'head -n 2 FILE',
  },
  'tlog-proof-inclusion': {
    title: 'File as an entry of the log',
    proves: 'The file, to the byte, is one entry of the log whose root the checkpoint states.',
    doesNotProve: 'Who put it there and when, that its content is true, and which other entries there are.',
    command: "printf '\\0' | cat - FILE | sha256sum   # the leaf from which the proof leads to the root",
  },
  'tlog-proof-consistency': {
    title: 'One log at two sizes',
    proves:
      'The log of the older checkpoint is how the log of the newer one began: nothing was changed or removed.',
    doesNotProve: 'What was added, and that the log shows everybody the same.',
    command: null,
  },
  'tlog-proof-other': {
    title: 'File that no proof is about',
    proves: 'A file lies beside the proofs that none of them is about.',
    doesNotProve: 'That it is false.',
    command: null,
  },
  'tlog-proof-signature': {
    title: 'Signature of the log',
    proves:
      'The checkpoint in the proof was signed with the log’s private key, and has not been changed since.',
    doesNotProve: 'That the log was honest before it signed, and that it shows everybody the same.',
    command: 'openssl pkeyutl -verify -pubin -inkey log.pub.pem -rawin -in TEXT -sigfile SIGNATURE',
  },
  'tlog-proof-key': {
    title: 'Key of the log',
    proves: 'The key is one that a person named for this run.',
    doesNotProve: 'That the person got it from the right place.',
    command: null,
  },
  'tlog-proof-witness': {
    title: 'Witnesses',
    proves:
      'The witnesses whom a person asks for cosigned the checkpoint: they had seen nothing that contradicts it.',
    doesNotProve: 'That the witnesses are honest. The times that they state are not used.',
    command: null,
  },
  'dsse-form': {
    title: 'DSSE envelope',
    proves: 'The envelope can be read as the DSSE protocol describes it.',
    doesNotProve: 'Anything about its payload.',
    command: `grep -o '"payloadType": *"[^"]*"' FILE`,
  },
  'dsse-signature': {
    title: 'Signature of the envelope',
    proves: 'Type and payload of the envelope are, to the byte, what the holder of the key signed.',
    doesNotProve: 'When it was signed, and that what the payload says is true.',
    command:
      'openssl dgst -sha256 -verify key.pem -signature SIGNATURE ENCODED   # DSSEv1 LENGTH TYPE LENGTH PAYLOAD',
  },
  'dsse-key': {
    title: 'Key of the signer',
    proves: 'The key is one that a person named for this run.',
    doesNotProve: 'That the person got it from the right place.',
    command: 'openssl pkey -pubin -in key.pem -noout -text',
  },
  'dsse-unsupported': {
    title: 'Signature that is not verified here',
    proves: 'The envelope may be signed in a way that this program does not check.',
    doesNotProve: 'That the signature is good, and that it is bad.',
    command: null,
  },
  'dsse-statement': {
    title: 'What the envelope is about',
    proves: 'The payload is an in-toto statement and names its subjects.',
    doesNotProve: 'That what it says of them is true: the predicate is not judged.',
    command: `grep -o '"payload": *"[^"]*"' FILE | cut -d '"' -f 4 | base64 -d`,
  },
  'dsse-subject': {
    title: 'Files as subjects',
    proves: 'The file has every digest that the statement states for one of its subjects.',
    doesNotProve: 'That its name is the one that the statement gives it: the digest decides.',
    command: 'sha256sum FILE',
  },
  'dsse-absent': {
    title: 'Subject that is not here',
    proves: 'The statement is also about a file that is not here.',
    doesNotProve: 'That it should be here.',
    command: null,
  },
  'dsse-other': {
    title: 'File that no envelope is about',
    proves: 'A file lies beside the envelopes that is no subject of any of them.',
    doesNotProve: 'That it is false.',
    command: null,
  },
  'sigstore-form': {
    title: 'Sigstore bundle',
    proves: 'The bundle can be read in a version that is known here.',
    doesNotProve: 'Anything about what it proves.',
    command: `grep -o '"mediaType": *"[^"]*"' FILE`,
  },
  'sigstore-file': {
    title: 'Signed file',
    proves: 'The file has the digest that the bundle states for it.',
    doesNotProve:
      'Who signed it: the other checks decide that. What an attestation says of a file is not judged.',
    command: 'sha256sum FILE',
  },
  'sigstore-other': {
    title: 'File that no bundle is about',
    proves: 'A file lies beside the bundles that none of them is about.',
    doesNotProve: 'That it is false.',
    command: null,
  },
  'sigstore-signature': {
    title: 'Signature',
    proves: 'The holder of the key, or of the certificate, signed this file or this envelope.',
    doesNotProve: 'Who that is, and when it was.',
    command: 'openssl dgst -sha256 -verify key.pem -signature SIGNATURE ARTIFACT',
  },
  'sigstore-key': {
    title: 'Key of the signer',
    proves: 'The key is one that a person named for this run.',
    doesNotProve: 'That the person got it from the right place.',
    command: 'openssl pkey -pubin -in key.pem -noout -text',
  },
  'sigstore-log': {
    title: 'Entry in the log of signatures',
    proves: 'A log of the trust root promised to take in, or proves that it holds, the entry in the bundle.',
    doesNotProve: 'That the log shows everybody the same, and that the entry is about this bundle.',
    command: null,
  },
  'sigstore-entry': {
    title: 'What the entry is about',
    proves: 'The entry in the log is about this very file or payload, signature and signer.',
    doesNotProve: 'Anything more about the file than its digest.',
    command: `grep -o '"canonicalizedBody": *"[^"]*"' FILE | cut -d '"' -f 4 | base64 -d`,
  },
  'sigstore-stamp': {
    title: 'Time stamp',
    proves: 'A time authority of the trust root saw the signature at the stated time.',
    doesNotProve: 'That the signature is not older.',
    command: 'openssl ts -verify -data SIGNATURE -in STAMP -token_in -CAfile authorities.pem',
  },
  'sigstore-certificate': {
    title: 'Certificate of the signer',
    proves:
      'An authority of the trust root issued the certificate, and it was valid at every time that a log or a time authority proves.',
    doesNotProve:
      'That the authority asked the right person. Whether the certificate is valid today has no meaning.',
    command: 'openssl x509 -inform der -in CERTIFICATE -noout -text',
  },
  'sigstore-published': {
    title: 'Certificate in a public log',
    proves:
      'A certificate log of the trust root promised to publish the certificate, so that its owner could see it.',
    doesNotProve: 'That anybody looked.',
    command: 'openssl x509 -inform der -in CERTIFICATE -noout -ext ct_precert_scts',
  },
  'sigstore-identity': {
    title: 'Identity of the signer',
    proves:
      'The certificate names the identity, and who attested it, that a person expects, to the character.',
    doesNotProve: 'That nobody else had access to that identity.',
    command: 'openssl x509 -inform der -in CERTIFICATE -noout -ext subjectAltName',
  },
};
