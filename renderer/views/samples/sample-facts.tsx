import type { Sample } from '../../../shared/casework/case-work.ts';
import { sampleCommand } from '../../../shared/casework/sample-command.ts';
import { sampleProgress } from '../../../shared/casework/sample-progress.ts';
import { methodNames, samplesText } from '../../text/samples.ts';
import { CopyButton } from '../common/copy-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { type Fact, Facts } from '../common/facts.tsx';
import { formatCount } from '../common/format-number.ts';
import { formatTime } from '../common/format-time.ts';

/** How a sample was drawn, from what, how much of it that is, and how to draw it again. */
export function SampleFacts({ sample }: { readonly sample: Sample }) {
  const { at, content } = sample.made;
  const { population, method, stratifiedBy, seed, seedOrigin, lines } = content;
  const words = samplesText.facts;
  const facts: readonly Fact[] = [
    {
      name: words.query,
      value:
        population.query === '' ? samplesText.allLines : <EvidenceText text={population.query} limit={600} />,
    },
    {
      name: words.method,
      value: (
        <>
          {methodNames[method]}
          {stratifiedBy !== '' && (
            <>
              : <EvidenceText text={stratifiedBy} limit={120} />
            </>
          )}
        </>
      ),
    },
    {
      name: words.seed,
      value: (
        <>
          <EvidenceText text={seed} limit={300} /> ({samplesText.seedOrigins[seedOrigin]})
        </>
      ),
    },
    {
      name: words.drawn,
      value: (
        <>
          {formatTime(at)} {samplesText.drawnBy} <EvidenceText text={content.by} limit={80} />
        </>
      ),
    },
  ];
  return (
    <>
      <p>{samplesText.coverage(lines.length, population.size)}</p>
      <Strata sample={sample} />
      <details>
        <summary className="plain-summary">{samplesText.how}</summary>
        <Facts facts={facts} />
        <DrawAgain sample={sample} />
      </details>
    </>
  );
}

function Strata({ sample }: { readonly sample: Sample }) {
  const { byStratum } = sampleProgress(sample);
  if (sample.made.content.method !== 'stratified') return null;
  const { strataColumns: columns } = samplesText;
  return (
    <details>
      <summary className="plain-summary">
        {samplesText.facts.strata} ({formatCount(byStratum.length)})
      </summary>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{columns.stratum}</th>
              <th scope="col" className="number">
                {columns.lines}
              </th>
              <th scope="col" className="number">
                {columns.reviewed}
              </th>
              <th scope="col" className="number">
                {columns.exceptions}
              </th>
            </tr>
          </thead>
          <tbody>
            {byStratum.map(({ stratum, lines, reviewed, exceptions }) => (
              <tr key={stratum}>
                <th scope="row">
                  <EvidenceText text={stratum} limit={160} />
                </th>
                <td className="number">{formatCount(lines)}</td>
                <td className="number">{formatCount(reviewed)}</td>
                <td className="number">{formatCount(exceptions)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function DrawAgain({ sample }: { readonly sample: Sample }) {
  const command = sampleCommand(sample.made.content);
  return (
    <>
      <h3>{samplesText.again}</h3>
      <p className="hint">{samplesText.howLead}</p>
      {command === null ? (
        <p>{samplesText.noCommand}</p>
      ) : (
        <div className="sample-command">
          <code>{command}</code>
          <CopyButton text={command} what={samplesText.command} />
        </div>
      )}
      <ul className="sample-files">
        {sample.made.content.population.files.map(({ origin, fileSha256 }) => (
          <li key={fileSha256}>
            <code>{fileSha256}</code> <EvidenceText text={origin} limit={200} />
          </li>
        ))}
      </ul>
    </>
  );
}
