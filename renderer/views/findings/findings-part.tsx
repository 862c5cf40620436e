import { useState } from 'react';
import { severities } from '../../../shared/casework/annotation.ts';
import type { CaseWork, Made } from '../../../shared/casework/case-work.ts';
import { type FindingContent, findingStates } from '../../../shared/casework/finding.ts';
import type { Host } from '../../host/host.ts';
import { severityNames } from '../../text/casework.ts';
import { findingStateNames, findingsText } from '../../text/findings.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ChoiceField } from '../casework/choice-field.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { EmptyState } from '../common/empty-state.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import { formatTime } from '../common/format-time.ts';
import { type FindingFilter, fitsFilter, latestFindings, noFilter } from './finding-filter.ts';
import { FindingForm } from './finding-form.tsx';
import { findingsCsv } from './findings-csv.ts';

interface FindingsPartProps {
  readonly work: CaseWork;
  readonly saveFile: Host['saveFile'];
}

/** Null for a new one. */
type Opened = { readonly findingId: string | null };

/** The register of findings, or one of them in full. */
export function FindingsPart({ work, saveFile }: FindingsPartProps) {
  const { reviewer } = useSharedCaseWork();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [filter, setFilter] = useState<FindingFilter>(noFilter);
  const [said, setSaid] = useState('');
  const all = latestFindings(work);
  const shown = all.filter(({ content }) => fitsFilter(content, filter));
  if (opened !== null) {
    const versions = opened.findingId === null ? [] : (work.findings.get(opened.findingId) ?? []);
    return (
      <FindingForm
        key={`${opened.findingId} ${versions.length}`}
        work={work}
        versions={versions}
        onSaved={(findingId) => setOpened({ findingId })}
        onClose={() => setOpened(null)}
      />
    );
  }
  const add = (
    <ActionButton
      label={findingsText.add}
      isMaking
      icon="plus"
      look="primary"
      isDisabled={reviewer === ''}
      onPress={() => setOpened({ findingId: null })}
    />
  );
  if (all.length === 0) {
    return (
      <EmptyState icon="findings" title={findingsText.none} advice={findingsText.noneAdvice}>
        {add}
      </EmptyState>
    );
  }
  const save = async () => {
    const { text, guarded } = findingsCsv(shown.map(({ content }) => content));
    const name = 'findings.csv';
    const isSaved = await saveFile(name, new Blob([text], { type: 'text/csv' }));
    const note = guarded === 0 ? '' : ` ${findingsText.guarded(guarded)}`;
    setSaid(isSaved ? `${findingsText.saved(name)}${note}` : '');
  };
  return (
    <section className="findings-part" aria-label={findingsText.title}>
      <div className="findings-bar">
        <ChoiceField
          label={findingsText.filterState}
          none={findingsText.any}
          choices={findingStates}
          names={findingStateNames}
          value={filter.state}
          onChange={(state) => setFilter({ ...filter, state })}
        />
        <ChoiceField
          label={findingsText.filterSeverity}
          none={findingsText.any}
          choices={severities}
          names={severityNames}
          value={filter.severity}
          onChange={(severity) => setFilter({ ...filter, severity })}
        />
        <label className="choice-field">
          <span>{findingsText.filterText}</span>
          <input
            className="input"
            type="search"
            value={filter.text}
            onChange={(event) => setFilter({ ...filter, text: event.target.value })}
          />
        </label>
        <strong className="findings-count" role="status">
          {said !== '' ? said : findingsText.count(shown.length, all.length)}
        </strong>
        <ActionButton
          label={findingsText.saveCsv}
          isDisabled={shown.length === 0}
          onPress={() => void save()}
        />
        {add}
      </div>
      {shown.length === 0 ? (
        <p className="hint">{findingsText.noneShown}</p>
      ) : (
        <Register findings={shown} onOpen={(findingId) => setOpened({ findingId })} />
      )}
    </section>
  );
}

interface RegisterProps {
  readonly findings: readonly Made<FindingContent>[];
  readonly onOpen: (findingId: string) => void;
}

function Register({ findings, onOpen }: RegisterProps) {
  const { columns } = findingsText;
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{columns.severity}</th>
            <th scope="col">{columns.title}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.owner}</th>
            <th scope="col">{columns.due}</th>
            <th scope="col">{columns.controls}</th>
            <th scope="col" className="number">
              {columns.exhibits}
            </th>
            <th scope="col">{columns.changed}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map(({ at, content }) => (
            <tr key={content.findingId}>
              <td>
                <span className="badge" data-severity={content.severity}>
                  {severityNames[content.severity]}
                </span>
              </td>
              <th scope="row">
                <button type="button" className="link-button" onClick={() => onOpen(content.findingId)}>
                  <EvidenceText text={content.title} limit={200} />
                </button>
              </th>
              <td>{findingStateNames[content.state]}</td>
              <td>
                <EvidenceText text={content.owner} limit={80} />
              </td>
              <td className="time">{content.dueDate}</td>
              <td>
                {content.controls.map(({ framework, control }) => (
                  <div key={`${framework} ${control}`}>
                    <EvidenceText text={`${framework} ${control}`} limit={80} />
                  </div>
                ))}
              </td>
              <td className="number">{formatCount(content.exhibits.length)}</td>
              <td className="time">{formatTime(at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
