import { formatCounted } from '../views/common/format-number.ts';

/** Words of Home. */
export const homeText = {
  title: 'Open a bundle',
  lead: 'Drop an evidence bundle anywhere in this window. Vouch checks it here, on this machine, without a network.',
  open: 'Open bundle…',
  fileInput: 'Bundle files',
  sample: 'Open the sample case',
  sampleAdvice: 'Two bundles made here, on this machine: one good, one tampered with.',
  axes: 'What Vouch checks',
  version: (version: string) => `Vouch ${version}`,
  facts: [
    {
      title: 'Bytes',
      body: 'Every file, entry and link of the chain is digested again and compared with what was signed.',
    },
    {
      title: 'Signer',
      body: 'A signature counts only for a key that you pinned, after comparing it by another way.',
    },
    {
      title: 'Completeness',
      body: 'Missing, repeated, reordered and cut-off entries are named by their place.',
    },
    { title: 'Time', body: 'Times are what the sender claims, unless somebody independent confirms them.' },
  ],
  recent: 'Recent cases',
  recentEmpty: 'No case yet. The first bundle that you open makes one.',
  recentFailed: 'The list of cases cannot be read',
  columns: {
    name: 'Name',
    kind: 'Kind',
    bundles: 'Bundles',
    entries: 'Entries',
    opened: 'Last opened',
    actions: 'Actions',
  },
  kinds: { own: 'Case', sample: 'Sample' },
  delete: (name: string) => `Delete the case ${name}`,
  deleteTitle: 'Delete this case?',
  deleteBody: (bundles: number, entries: number) =>
    `This removes ${formatCounted(bundles, 'imported bundle', 'imported bundles')} with ${formatCounted(entries, 'entry', 'entries')}, the keys pinned in the case and its custody log from this machine.`,
  deleteKept:
    'The bundle files you opened are not touched; they can be imported again. The custody log cannot be brought back. Heads that were remembered from its logs stay, with the names of the log and the file: the Trust screen of every case lists them.',
  deleteConfirm: 'Delete case',
  deleteFailed: 'The case was not deleted',
} as const;
