import { useState } from 'react';
import type { Sample } from '../../../shared/casework/case-work.ts';
import { sampleProgress } from '../../../shared/casework/sample-progress.ts';
import type { CaseView } from '../../../shared/contract/case-protocol.ts';
import type { Host } from '../../host/host.ts';
import { samplesText } from '../../text/samples.ts';
import { plainSearch } from '../app/route.ts';
import type { Navigation } from '../app/use-route.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { EmptyState } from '../common/empty-state.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { DrawDialog } from './draw-dialog.tsx';
import { SampleFacts } from './sample-facts.tsx';
import { useSaveWorksheet } from './use-save-worksheet.ts';
import { Worksheet } from './worksheet.tsx';

interface SamplesPartProps {
  readonly view: CaseView;
  readonly navigation: Navigation;
  readonly saveFile: Host['saveFile'];
}

/** The samples of a case, and one of them with its worksheet. */
export function SamplesPart({ view, navigation, saveFile }: SamplesPartProps) {
  const { state } = useSharedCaseWork();
  const [chosen, setChosen] = useState<string | null>(null);
  const [isDrawing, setIsDrawing] = useState(false);
  if (state.kind !== 'loaded') return null;
  const samples = [...state.work.samples.values()].toReversed();
  // The one that was drawn last is the one that is worked on.
  const open = samples.find(({ made }) => made.content.sampleId === chosen) ?? samples[0] ?? null;
  return (
    <div className="samples">
      <header className="samples-head">
        <p className="lead">{samplesText.lead}</p>
        <ActionButton
          label={samplesText.draw}
          isMaking
          icon="sample"
          look={open === null ? 'primary' : 'plain'}
          isDisabled={view.bundles.length === 0}
          onPress={() => setIsDrawing(true)}
        />
      </header>
      {open === null && (
        <EmptyState icon="sample" title={samplesText.emptyTitle} advice={samplesText.emptyAdvice} />
      )}
      {samples.length > 1 && (
        <SampleList samples={samples} open={open} onChoose={(sampleId) => setChosen(sampleId)} />
      )}
      {open !== null && (
        <OpenSample
          key={open.made.content.sampleId}
          view={view}
          sample={open}
          navigation={navigation}
          saveFile={saveFile}
        />
      )}
      {isDrawing && (
        <DrawDialog
          view={view}
          query=""
          bundleIds={view.bundles.map(({ bundleId }) => bundleId)}
          onKept={(sampleId) => {
            setChosen(sampleId);
            setIsDrawing(false);
          }}
          onClose={() => setIsDrawing(false)}
        />
      )}
    </div>
  );
}

interface SampleListProps {
  readonly samples: readonly Sample[];
  readonly open: Sample | null;
  readonly onChoose: (sampleId: string) => void;
}

function SampleList({ samples, open, onChoose }: SampleListProps) {
  return (
    <ul className="sample-list" aria-label={samplesText.list}>
      {samples.map((sample) => {
        const { reviewed, lines } = sampleProgress(sample);
        const { sampleId, title } = sample.made.content;
        return (
          <li key={sampleId}>
            <button
              type="button"
              className="sample-choice"
              aria-pressed={sample === open}
              onClick={() => onChoose(sampleId)}
            >
              <EvidenceText text={title} limit={120} />
              <span className="number">{samplesText.listed(reviewed, lines)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

interface OpenSampleProps extends SamplesPartProps {
  readonly sample: Sample;
}

function OpenSample({ view, sample, navigation, saveFile }: OpenSampleProps) {
  const { reviewer } = useSharedCaseWork();
  const { caseId } = view.case;
  const { said, error, save } = useSaveWorksheet(caseId, saveFile);
  return (
    <>
      <div className="sample-head">
        <h2>
          <EvidenceText text={sample.made.content.title} limit={300} />
        </h2>
        <span role="status" className="hint">
          {said}
        </span>
        <ActionButton label={samplesText.csv} onPress={() => void save(sample)} />
      </div>
      {error !== null && <ErrorNotice title={samplesText.csvFailed} error={error} />}
      <SampleFacts sample={sample} />
      <Worksheet
        caseId={caseId}
        written={sample}
        reviewer={reviewer}
        bundles={view.bundles.map(({ bundleId }) => bundleId).join()}
        onOpen={({ bundleId, ordinal }) =>
          navigation.navigate({ screen: 'explore', bundleId, ordinal, search: plainSearch })
        }
      />
    </>
  );
}
