import { type CustodyEntry, toCustodyText } from '../../shared/case/custody-log.ts';
import type { FileFacts } from '../../shared/case/receipt.ts';
import type { ReadyBundle } from './stage-bundle.ts';

/** What the case's log says of an import. */
export function importCustodyEntry({ row, opened }: ReadyBundle, headline: string): CustodyEntry {
  const { receipt } = row;
  return {
    claimedTime: row.importedAt,
    action: 'bundle-imported',
    facts: [
      ...fileFacts(receipt),
      { name: 'origin', value: opened.observation?.descriptor.origin ?? '' },
      { name: 'entries', value: String(receipt.entries) },
      { name: 'verdict', value: headline },
    ],
  };
}

/** True when these facts of a custody record speak of this file. */
export function namesFile(facts: CustodyEntry['facts'], file: FileFacts): boolean {
  return fileFacts(file).every((expected) =>
    facts.some(({ name, value }) => name === expected.name && value === expected.value),
  );
}

function fileFacts(file: FileFacts): CustodyEntry['facts'] {
  return [
    { name: 'file', value: toCustodyText(file.fileName) },
    { name: 'bytes', value: String(file.fileBytes) },
    { name: 'sha256', value: file.fileSha256 },
  ];
}
