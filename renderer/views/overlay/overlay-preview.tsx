import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { MadeKind } from '../../../shared/casework/made-content.ts';
import type { MergeChoice } from '../../../shared/casework/merge-conflict.ts';
import type {
  MergedOverlay,
  OverlayPreview,
  OverlaySigner,
} from '../../../shared/contract/overlay-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { kindNames, overlayText } from '../../text/overlay.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Facts } from '../common/facts.tsx';
import { Field } from '../common/field.tsx';
import { formatCounted } from '../common/format-number.ts';
import { formatTime } from '../common/format-time.ts';
import { useWork } from '../identity/use-identity.ts';
import { ConflictChoice } from './conflict-choice.tsx';
import { UndoneRecords } from './undone-records.tsx';

interface OverlayPreviewProps {
  readonly bytes: Uint8Array;
  readonly preview: OverlayPreview;
  /** Null when nothing was taken. */
  readonly onClose: (merged: MergedOverlay | null) => void;
}

/** Says who signed and what would change, asks what is to be chosen, and takes all of it or nothing. */
export function OverlayPreviewForm({ bytes, preview, onClose }: OverlayPreviewProps) {
  const client = useCaseClient();
  const { caseId, reviewer } = useSharedCaseWork();
  const { isWorking, error, work } = useWork();
  const [choices, setChoices] = useState<ReadonlyMap<string, MergeChoice>>(new Map());
  const [typed, setTyped] = useState('');
  const [isWithout, setIsWithout] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that had the focus is gone: whoever works by the keyboard goes on where the new part begins.
  useEffect(() => heading.current?.focus(), []);
  const { signer, conflicts } = preview;
  const isNothing = preview.undoneThere + preview.corrections === 0 && freshWords(preview) === '';
  const typedFingerprint = typed.trim();
  const isWrong = typedFingerprint !== '' && typedFingerprint !== signer.fingerprint;
  const mustCompare = signer.standing.kind === 'unknown' && typedFingerprint === '' && !isWithout;
  const undecided = conflicts.length - choices.size;
  const merge = (event: FormEvent) => {
    event.preventDefault();
    void work(async () => {
      const order = { caseId, bytes, reviewer, choices: [...choices.values()], typedFingerprint };
      onClose(await client.call('mergeOverlay', order));
    });
  };
  return (
    <form className="exchange" onSubmit={merge}>
      <h2 ref={heading} tabIndex={-1}>
        {overlayText.previewTitle}
      </h2>
      <PreviewFacts preview={preview} />
      {signer.standing.kind === 'unknown' && !isNothing && (
        <div className="exchange-key">
          <Field
            label={overlayText.typed}
            hint={overlayText.typedHint}
            error={isWrong ? overlayText.typedWrong : null}
            isRequired={false}
            isCode
            value={typed}
            onChange={setTyped}
          />
          <label>
            <input
              type="checkbox"
              checked={isWithout}
              onChange={(event) => setIsWithout(event.target.checked)}
            />{' '}
            {overlayText.without}
          </label>
        </div>
      )}
      <Notices preview={preview} />
      {conflicts.length === 0 ? (
        !isNothing && <p>{overlayText.noConflict}</p>
      ) : (
        <section aria-labelledby="overlay-conflicts" className="exchange">
          <h3 id="overlay-conflicts">{overlayText.conflictTitle(conflicts.length)}</h3>
          <p className="hint">{overlayText.conflictLead}</p>
          {conflicts.map((conflict) => (
            <ConflictChoice
              key={conflict.id}
              conflict={conflict}
              choice={choices.get(conflict.id) ?? null}
              onChange={(choice) => setChoices(new Map([...choices, [choice.id, choice]]))}
            />
          ))}
        </section>
      )}
      {error !== null && <ErrorNotice title={overlayText.mergeFailed} error={error} />}
      <div className="exchange-actions">
        <ActionButton
          type="submit"
          label={overlayText.merge}
          look="primary"
          isDisabled={isNothing || isWorking || isWrong || mustCompare || undecided > 0 || reviewer === ''}
        />
        <ActionButton label={overlayText.close} isDisabled={isWorking} onPress={() => onClose(null)} />
        <span className="hint" role="status">
          {isWorking && overlayText.merging}
          {!isWorking && !isNothing && reviewer === '' && overlayText.nameless}
          {!isWorking && undecided > 0 && overlayText.undecided(undecided)}
          {!isWorking && undecided === 0 && !isNothing && mustCompare && overlayText.toCompare}
        </span>
      </div>
    </form>
  );
}

function PreviewFacts({ preview }: { readonly preview: OverlayPreview }) {
  const { reviewer, caseName, records, sha256, signer } = preview;
  const { facts } = overlayText;
  return (
    <Facts
      facts={[
        { name: facts.reviewer, value: <EvidenceText text={reviewer} limit={120} /> },
        { name: facts.case, value: <EvidenceText text={caseName} limit={200} /> },
        { name: facts.holds, value: formatCounted(records, 'record', 'records') },
        { name: facts.fresh, value: freshWords(preview) || overlayText.nothingFresh },
        { name: facts.digest, value: <code>{sha256}</code> },
        {
          name: facts.signer,
          value: (
            <>
              <code>{signer.fingerprint}</code>
              <p className="hint">{standingWords(signer)}</p>
            </>
          ),
        },
      ]}
    />
  );
}

function Notices({ preview }: { readonly preview: OverlayPreview }) {
  const { missing, undoneThere, undone, renumbered, drafted } = preview;
  const isMissing = missing.annotations + missing.exhibits + missing.samples > 0;
  if (!isMissing && undoneThere === 0 && renumbered.length === 0 && drafted.length === 0) return null;
  return (
    <ul aria-label={overlayText.notices}>
      {isMissing && <li>{overlayText.missing(missing.annotations, missing.exhibits, missing.samples)}</li>}
      {undoneThere > 0 && (
        <li>
          {overlayText.undone(undoneThere)}
          <UndoneRecords undone={undone} total={undoneThere} />
        </li>
      )}
      {renumbered.map(({ theirs, here, title }) => (
        <li key={theirs}>
          <EvidenceText text={title} limit={120} />: {overlayText.renumbered(theirs, here)}
        </li>
      ))}
      {drafted.map((title) => (
        <li key={title}>
          <EvidenceText text={title} limit={120} /> {overlayText.drafted}
        </li>
      ))}
    </ul>
  );
}

function standingWords({ standing }: OverlaySigner): string {
  switch (standing.kind) {
    case 'own':
      return overlayText.standing.own;
    case 'compared':
      return overlayText.standing.compared(formatTime(standing.at));
    case 'unknown':
      return overlayText.standing.unknown;
    default:
      return standing satisfies never;
  }
}

function freshWords({ fresh }: OverlayPreview): string {
  const kinds = Object.keys(kindNames) as readonly MadeKind[];
  return kinds
    .flatMap((kind) => {
      const count = fresh[kind] ?? 0;
      return count === 0 ? [] : [formatCounted(count, ...kindNames[kind])];
    })
    .join(', ');
}
