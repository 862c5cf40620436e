import type { DraftProblem } from '../../../shared/contract/report-protocol.ts';
import type { UsedPreview } from '../../client/use-report-preview.ts';
import { builderText } from '../../text/reports.ts';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Icon } from '../common/icon.tsx';
import { DocumentView } from './document-view.tsx';

/** What the draft would become, or what keeps it from becoming a report. */
export function ReportPreview({ answer: preview, isCurrent, error }: UsedPreview) {
  return (
    // A region that scrolls must be reachable by the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
    <section className="report-preview" aria-label={builderText.previewTitle} tabIndex={0}>
      <p className="hint report-preview-state" role="status">
        {preview === null && error === null && builderText.previewing}
        {preview !== null && (isCurrent ? builderText.previewNote : builderText.previewOld)}{' '}
        {preview?.kind === 'drawn' &&
          isCurrent &&
          preview.rowsLeftOut > 0 &&
          builderText.rowsLeftOut(preview.rowsLeftOut)}
      </p>
      {error !== null && <ErrorNotice title={builderText.previewFailed} error={error} />}
      {preview?.kind === 'not-checked' && <p>{builderText.notChecked(preview.bundles.length)}</p>}
      {preview?.kind === 'refused' && <Problems problems={preview.problems} />}
      {preview?.kind === 'drawn' && preview.problems.length > 0 && <Problems problems={preview.problems} />}
      {preview?.kind === 'drawn' && <DocumentView document={preview.document} />}
    </section>
  );
}

/** Each with the part of the draft that it is about. */
function Problems({ problems }: { readonly problems: readonly DraftProblem[] }) {
  return (
    <section className="notice" data-tone="open" aria-label={builderText.problems(problems.length)}>
      <h3 className="notice-title">
        <Icon name="warning" />
        <span>{builderText.problems(problems.length)}</span>
      </h3>
      <ul className="problem-list">
        {problems.map(({ where, statement }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: problems of one answer never move.
          <li key={index}>
            {where !== '' && (
              <strong>
                <EvidenceText text={where} limit={120} />
              </strong>
            )}{' '}
            <EvidenceText text={statement} limit={600} />
          </li>
        ))}
      </ul>
    </section>
  );
}
