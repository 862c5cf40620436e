import type { AuthorityFile } from '../../shared/case/named-authorities.ts';
import type { TrustFileKind } from '../../shared/case/trust-file.ts';
import { formatCounted } from '../views/common/format-number.ts';

/** Words of importing and exporting keys and witnesses. */
export const trustFileText = {
  open: 'Import keys or witnesses…',
  title: 'Import keys or witnesses',
  lead: 'From a file that came to you by another way than the bundles. Vouch shows what it would add; nothing is added before you say how the file came.',
  log: 'For the log',
  choose: 'Choose file…',
  chooseAnother: 'Choose another file…',
  input: 'File with keys or witnesses',
  accepted:
    'An OpenSSH allowed_signers file, C2SP verifier keys one a line, a C2SP tlog-policy, or certificates of time authorities (PEM, or one in DER); at most 1 MiB.',
  reading: 'Reading the file…',
  unreadable: 'The file cannot be used',
  wouldAdd: 'What would be added',
  nothing: 'Nothing in this file can be added.',
  line: (line: number) => `Line ${line}`,
  refusedTitle: (count: number) =>
    `${formatCounted(count, 'line', 'lines')} cannot be used and will not be added`,
  refusedCertificatesTitle: (count: number) =>
    `${formatCounted(count, 'certificate', 'certificates')} cannot be used and will not be added`,
  changes: {
    new: 'new',
    again: 'pinned already; pinned again with what you state below',
    window: 'pinned already, with another window: this one replaces it',
    revoked: 'pinned already and revoked; it stays revoked',
  },
  principals: 'Identities in the file',
  policyReplaces: 'These witnesses replace the present ones.',
  compared: 'How the file came to you, and how you compared the fingerprints',
  comparedHint: 'For example: from the key page of the sender, fingerprints read aloud by telephone',
  comparedBy: 'Compared by',
  comparedByHint: 'Your name, as it should stand in the custody log',
  add: (what: string) => `Add ${what}`,
  addNothing: 'Add',
  adding: 'Adding and checking the bundles again…',
  failed: 'Nothing was added',
  exportTitle: 'Export',
  exportSigners: 'Export allowed_signers…',
  exportPolicy: 'Export tlog-policy…',
  exportList: 'Export the list…',
  exportFailed: 'Nothing was exported',
  exported: (fileName: string) => `${fileName} was saved.`,
  emptyTitle: 'This case has no log yet',
  emptyAdvice: 'Open a bundle in this case; then its keys can be compared and pinned here.',
} as const;

export const trustFileKinds: Record<TrustFileKind | AuthorityFile['kind'], string> = {
  'allowed-signers': 'OpenSSH allowed_signers',
  'verifier-keys': 'C2SP verifier keys',
  policy: 'C2SP tlog-policy',
  certificates: 'certificates of time authorities',
};
