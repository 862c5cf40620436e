import { type Delivery, deliveriesOf } from '../../../shared/case/deliveries.ts';
import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import { outcomeNames } from '../../text/bundles.ts';
import { deliveriesText, relationWords } from '../../text/receipts.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatTime } from '../common/format-time.ts';

interface DeliveriesSectionProps {
  readonly bundles: readonly BundleView[];
  readonly chosen: BundleView;
}

/** Which deliveries of the chosen bundle's log the case holds. Nothing is concluded here: the checks are quoted. */
export function DeliveriesSection({ bundles, chosen }: DeliveriesSectionProps) {
  const { inOrder, unreadable } = deliveriesOf(bundles, chosen.origin);
  if (inOrder.length + unreadable.length < 2) return null;
  const { columns } = deliveriesText;
  return (
    <section aria-labelledby="deliveries-title">
      <h2 id="deliveries-title">{deliveriesText.title}</h2>
      <p className="hint">{deliveriesText.lead}</p>
      <div className="table-scroll">
        <table className="table deliveries" aria-labelledby="deliveries-title">
          <thead>
            <tr>
              <th scope="col">{columns.entries}</th>
              <th scope="col">{columns.file}</th>
              <th scope="col">{columns.relation}</th>
              <th scope="col">{columns.memory}</th>
            </tr>
          </thead>
          <tbody>
            {inOrder.map((delivery) => (
              <DeliveryRow
                key={delivery.bundle.bundleId}
                delivery={delivery}
                isChosen={delivery.bundle.bundleId === chosen.bundleId}
              />
            ))}
          </tbody>
        </table>
      </div>
      {unreadable.map(({ bundleId, fileName }) => (
        <p key={bundleId} className="hint">
          <EvidenceText text={deliveriesText.unreadable(fileName)} limit={300} />
        </p>
      ))}
    </section>
  );
}

function DeliveryRow({ delivery, isChosen }: { readonly delivery: Delivery; readonly isChosen: boolean }) {
  const { bundle, range, relation } = delivery;
  return (
    <tr aria-current={isChosen ? 'true' : undefined}>
      <td className="delivery-range">{deliveriesText.range(range.start, range.end)}</td>
      <th scope="row" className="cell-path">
        <EvidenceText text={bundle.fileName} limit={160} />
        <span className="delivery-note">
          {isChosen && `${deliveriesText.here}, `}
          {deliveriesText.imported(formatTime(bundle.importedAt))}
        </span>
      </th>
      <td>
        {relationWords(relation)}
        {'before' in relation && (
          <>
            {' '}
            <EvidenceText text={relation.before.fileName} limit={160} />
          </>
        )}
      </td>
      <td>
        <Memory memory={delivery.memory} />
      </td>
    </tr>
  );
}

function Memory({ memory }: Pick<Delivery, 'memory'>) {
  if (memory === null) return <span className="missing">{deliveriesText.pending}</span>;
  if (memory.length === 0) return <span className="missing">{deliveriesText.silent}</span>;
  return (
    <ul className="delivery-memory">
      {memory.map(({ code, outcome, statement }) => (
        <li key={`${code} ${statement}`} data-code={code} data-outcome={outcome}>
          <strong>{outcomeNames[outcome]}</strong> <EvidenceText text={statement} />
        </li>
      ))}
    </ul>
  );
}
