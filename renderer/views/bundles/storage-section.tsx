import { useEffect, useState } from 'react';
import type { BundleView, StorageRoom } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { storageText } from '../../text/receipts.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';

/** What each bundle takes, its file and its index apart, and what all cases take and could still take. */
export function StorageSection({ bundles }: { readonly bundles: readonly BundleView[] }) {
  const room = useStorageRoom(bundles);
  const sizes = bundles.map(({ bundleId, fileName, receipt, storedBytes }) => {
    // Before schema 3 an index of another kind was counted in, or none.
    const fileBytes = Math.min(receipt.fileBytes, storedBytes);
    return { bundleId, fileName, fileBytes, indexBytes: storedBytes - fileBytes, storedBytes };
  });
  const sum = (of: (size: (typeof sizes)[number]) => number) =>
    sizes.reduce((total, size) => total + of(size), 0);
  return (
    <section aria-labelledby="storage-title" className="storage">
      <h2 id="storage-title">{storageText.title}</h2>
      {room !== 'asking' && (
        <p className="hint">
          {room === null
            ? storageText.unknown
            : `${storageText.used(room.usedBytes)} ${storageText.available(room.availableBytes)}`}
        </p>
      )}
      <div className="table-scroll">
        <table className="table" aria-labelledby="storage-title">
          <thead>
            <tr>
              <th scope="col">{storageText.bundle}</th>
              {[storageText.file, storageText.index, storageText.sum].map((name) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sizes.map(({ bundleId, fileName, fileBytes, indexBytes, storedBytes }) => (
              <tr key={bundleId}>
                <th scope="row" className="cell-path">
                  <EvidenceText text={fileName} limit={160} />
                </th>
                <td className="number">{formatCount(fileBytes)}</td>
                <td className="number">{formatCount(indexBytes)}</td>
                <td className="number">{formatCount(storedBytes)}</td>
              </tr>
            ))}
            {sizes.length > 1 && (
              <tr className="table-sum">
                <th scope="row">{storageText.all}</th>
                <td className="number">{formatCount(sum(({ fileBytes }) => fileBytes))}</td>
                <td className="number">{formatCount(sum(({ indexBytes }) => indexBytes))}</td>
                <td className="number">{formatCount(sum(({ storedBytes }) => storedBytes))}</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Asked anew whenever the bundles are: what they take has changed then. */
function useStorageRoom(bundles: readonly BundleView[]): StorageRoom | null | 'asking' {
  const client = useCaseClient();
  const [room, setRoom] = useState<StorageRoom | null | 'asking'>('asking');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the bundles are the reason to ask again.
  useEffect(() => {
    let isCurrent = true;
    client.call('storageRoom', {}).then(
      (answer) => isCurrent && setRoom(answer),
      () => isCurrent && setRoom(null),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, bundles]);
  return room;
}
