import { useEffect, useState } from 'react';
import { toVisibleString } from '../../../shared/bytes/visible-text.ts';
import type { CustodyRecord } from '../../../shared/case/custody-record.ts';
import type { CaseView, CustodyView, WireError } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import type { Host } from '../../host/host.ts';
import { actionNames, custodyText } from '../../text/custody.ts';
import { Digest } from '../common/digest.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import { formatTime } from '../common/format-time.ts';
import { ToneIcon } from '../common/tone-icon.tsx';
import { SealSection } from '../identity/seal-section.tsx';
import { RecordingSection } from '../lens/recording-section.tsx';

type CustodyState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly custody: CustodyView }
  | { readonly kind: 'failed'; readonly error: WireError };

interface CustodyScreenProps {
  readonly view: CaseView;
  readonly saveFile: Host['saveFile'];
}

/** What was done in this case, and whether the log of it still holds together. */
export function CustodyScreen({ view, saveFile }: CustodyScreenProps) {
  const state = useCustody(view);
  return (
    <div className="page">
      <h1>{custodyText.title}</h1>
      <p className="lead">{custodyText.lead}</p>
      {state.kind === 'loading' && <p className="hint">{custodyText.loading}</p>}
      {state.kind === 'failed' && <ErrorNotice title={custodyText.failed} error={state.error} />}
      {state.kind === 'loaded' && (
        <SealSection
          caseId={view.case.caseId}
          saveFile={saveFile}
          isBroken={state.custody.brokenAt !== null}
        />
      )}
      <RecordingSection />
      {state.kind === 'loaded' && <CustodyLog custody={state.custody} />}
    </div>
  );
}

/** Asks again whenever the case has changed, since each change adds a record. */
function useCustody(view: CaseView): CustodyState {
  const client = useCaseClient();
  const [state, setState] = useState<CustodyState>({ kind: 'loading' });
  useEffect(() => {
    let isCurrent = true;
    client.call('listCustody', { caseId: view.case.caseId }).then(
      (custody) => isCurrent && setState({ kind: 'loaded', custody }),
      (thrown: unknown) => isCurrent && setState({ kind: 'failed', error: toWireError(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, view]);
  return state;
}

function ChainState({ custody: { records, brokenAt, newer } }: { readonly custody: CustodyView }) {
  const tone = brokenAt === null ? 'good' : newer === null ? 'bad' : 'open';
  return (
    <p className="chain-state" data-tone={tone} role="status">
      <ToneIcon tone={tone} />
      {brokenAt === null && custodyText.holds(records.length)}
      {brokenAt !== null && newer === null && custodyText.broken(brokenAt)}
      {brokenAt !== null && newer !== null && custodyText.newer(brokenAt, toVisibleString(newer))}
    </p>
  );
}

function CustodyLog({ custody }: { readonly custody: CustodyView }) {
  const { records, brokenAt } = custody;
  if (records.length === 0) return <p className="hint">{custodyText.empty}</p>;
  const { columns } = custodyText;
  return (
    <>
      <ChainState custody={custody} />
      <p className="hint">{custodyText.clock}</p>
      <div className="table-scroll">
        <table className="table custody">
          <thead>
            <tr>
              <th scope="col" className="number">
                {columns.seq}
              </th>
              <th scope="col">{columns.time}</th>
              <th scope="col">{columns.action}</th>
              <th scope="col">{columns.facts}</th>
              <th scope="col">{columns.prev}</th>
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <RecordRow key={record.seq} record={record} isBroken={record.seq === brokenAt} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function RecordRow({ record, isBroken }: { readonly record: CustodyRecord; readonly isBroken: boolean }) {
  return (
    <tr data-broken={isBroken || undefined}>
      <td className="number">{formatCount(record.seq)}</td>
      <td className="time">{formatTime(record.claimedTime)}</td>
      <th scope="row">
        {actionNames[record.action]}
        {isBroken && <strong className="broken-here"> {custodyText.brokenHere}</strong>}
      </th>
      <td>
        <dl className="record-facts">
          {record.facts.map(({ name, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the facts of one record never move, and may be alike.
            <div key={index}>
              <dt>{name}</dt>
              <dd>
                <EvidenceText text={value} limit={600} />
              </dd>
            </div>
          ))}
        </dl>
      </td>
      <td>
        <Digest hex={record.prev} what={custodyText.prevDigest(record.seq)} />
      </td>
    </tr>
  );
}
