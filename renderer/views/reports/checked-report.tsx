import { useState } from 'react';
import type { ProducedReport } from '../../../shared/casework/produced-reports.ts';
import type { CheckedReport } from '../../../shared/contract/report-protocol.ts';
import type { ReportCheck } from '../../../shared/pack/report-check.ts';
import type { Outcome } from '../../../shared/verify/check-result.ts';
import type { VerdictState } from '../../../shared/verify/verdict.ts';
import type { Host } from '../../host/host.ts';
import { reportCheckText } from '../../text/reports-check.ts';
import { stampText } from '../../text/reports-stamp.ts';
import { ActionButton } from '../common/action-button.tsx';
import { Digest } from '../common/digest.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { type Fact, Facts } from '../common/facts.tsx';
import { Field } from '../common/field.tsx';
import { type Tone, ToneIcon } from '../common/tone-icon.tsx';
import { ComparePart } from './compare-part.tsx';
import { CountersignDialog } from './countersign-dialog.tsx';
import { ReportCheckItem } from './report-check-item.tsx';
import { StampDialog } from './stamp-dialog.tsx';

interface CheckedReportProps {
  readonly caseId: string | null;
  readonly files: readonly File[];
  readonly checked: CheckedReport;
  readonly isChecking: boolean;
  readonly saveFile: Host['saveFile'];
  /** Checks again with a key that the person was told. */
  readonly onTold: (told: string) => void;
  readonly onCountersigned: () => void;
}

const tones: Record<VerdictState, Tone> = { verified: 'good', 'not-verifiable': 'open', failed: 'bad' };
const noticeTones = { verified: 'good', 'not-verifiable': 'open', failed: 'bad' } as const;

/** What the check of one report found: first all of it in one line, then who says what, then each result. */
export function CheckedReportPart(props: CheckedReportProps) {
  const { caseId, files, checked, isChecking, saveFile, onTold, onCountersigned } = props;
  const { state, results, report, form } = checked;
  const [told, setTold] = useState('');
  const [isCountersigning, setIsCountersigning] = useState(false);
  const [isStamping, setIsStamping] = useState(false);
  const [isComparing, setIsComparing] = useState(false);
  const isSomebodyUnknown = results.some(
    ({ code, outcome }) => code === 'report-signer' && outcome === 'unknown',
  );
  return (
    <>
      <div className="checked-head" data-tone={noticeTones[state]} role="status">
        <ToneIcon tone={tones[state]} size={18} />
        <strong>{reportCheckText.states[state]}</strong>
        <span className="number">{countWords(results)}</span>
      </div>
      <Facts facts={factsOf(checked, caseId)} />
      {caseId === null && <p className="hint">{reportCheckText.noCase}</p>}
      {isSomebodyUnknown && (
        <form
          className="told-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (told.trim() !== '') onTold(told.trim());
          }}
        >
          <Field
            label={reportCheckText.told}
            hint={reportCheckText.toldHint}
            error={null}
            isRequired={false}
            isCode
            value={told}
            onChange={setTold}
          />
          <ActionButton
            type="submit"
            label={reportCheckText.tellNow}
            isDisabled={told.trim() === '' || isChecking}
          />
        </form>
      )}
      {report !== null && form !== 'pdf' && (
        <div className="identity-actions">
          {caseId !== null && (
            <ActionButton
              label={reportCheckText.countersign}
              isMaking
              onPress={() => setIsCountersigning(true)}
            />
          )}
          <ActionButton label={stampText.open} isMaking onPress={() => setIsStamping(true)} />
          <ActionButton
            label={reportCheckText.compare}
            aria-expanded={isComparing}
            onPress={() => setIsComparing((before) => !before)}
          />
        </div>
      )}
      {isComparing && <ComparePart files={files} />}
      <h2>{reportCheckText.results}</h2>
      <div className="checks">
        {inOrder(results).map((result, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: results of one check never move, and two may read the same.
          <ReportCheckItem key={index} result={result} />
        ))}
      </div>
      {isCountersigning && caseId !== null && report !== null && (
        <CountersignDialog
          caseId={caseId}
          number={report.number}
          files={files}
          saveFile={saveFile}
          onSigned={onCountersigned}
          onClose={() => setIsCountersigning(false)}
        />
      )}
      {isStamping && report !== null && (
        <StampDialog
          caseId={caseId}
          report={report}
          isPack={form === 'pack'}
          files={files}
          saveFile={saveFile}
          onClose={() => setIsStamping(false)}
        />
      )}
    </>
  );
}

function factsOf({ fileName, report, recordSha256, here }: CheckedReport, caseId: string | null): Fact[] {
  const { facts: names } = reportCheckText;
  const text = (name: string, value: string): Fact => ({
    name,
    value: <EvidenceText text={value} limit={200} />,
  });
  return [
    text(names.file, fileName),
    ...(report === null
      ? []
      : [
          text(names.number, report.number),
          text(names.title, report.title),
          text(names.preparer, report.preparer.name),
          { name: names.key, value: <code>{report.preparer.fingerprint}</code> },
          text(names.claimedTime, report.claimedTime),
          ...(report.supersedes === null ? [] : [text(names.supersedes, report.supersedes.number)]),
        ]),
    ...(recordSha256 === null
      ? []
      : [{ name: names.sha256, value: <Digest hex={recordSha256} what={names.sha256} /> }]),
    ...(caseId === null ? [] : [text(names.here, hereWords(here))]),
  ];
}

function hereWords(here: ProducedReport | null): string {
  if (here === null) return reportCheckText.notHere;
  const { standing } = here;
  switch (standing.kind) {
    case 'current':
      return reportCheckText.hereCurrent;
    case 'superseded':
      return reportCheckText.hereSuperseded(standing.by);
    case 'withdrawn':
      return reportCheckText.hereWithdrawn(standing.reason);
    default:
      return standing satisfies never;
  }
}

function countWords(results: readonly ReportCheck[]): string {
  const count = (...outcomes: readonly Outcome[]) =>
    results.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return reportCheckText.counts(count('pass'), count('unknown', 'warning'), count('fail'));
}

const orderOfOutcomes: readonly Outcome[] = ['fail', 'unknown', 'warning', 'pass'];

/** What speaks against the report stands first; within one outcome the order of the checks stays. */
function inOrder(results: readonly ReportCheck[]): readonly ReportCheck[] {
  return orderOfOutcomes.flatMap((outcome) => results.filter((result) => result.outcome === outcome));
}
