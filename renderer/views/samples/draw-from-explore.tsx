import { useState } from 'react';
import type { CaseView } from '../../../shared/contract/case-protocol.ts';
import { samplesText } from '../../text/samples.ts';
import type { Navigation } from '../app/use-route.ts';
import { ActionButton } from '../common/action-button.tsx';
import type { ExploreSearch } from '../explore/query/explore-search.ts';
import { storeChoice } from '../explore/stored-choice.ts';
import { findingsTab } from '../findings/findings-tab.ts';
import { DrawDialog } from './draw-dialog.tsx';

interface DrawFromExploreProps {
  readonly view: CaseView;
  readonly explore: ExploreSearch;
  readonly navigation: Navigation;
}

/** Draws from what Explore finds at this moment, and goes to the worksheet. */
export function DrawFromExplore({ view, explore, navigation }: DrawFromExploreProps) {
  const [isDrawing, setIsDrawing] = useState(false);
  return (
    <>
      <ActionButton
        label={samplesText.draw}
        isMaking
        icon="sample"
        look="quiet"
        isDisabled={explore.search.shown === null}
        onPress={() => setIsDrawing(true)}
      />
      {isDrawing && (
        <DrawDialog
          view={view}
          query={explore.query}
          bundleIds={explore.sources.map(({ bundleId }) => bundleId)}
          onKept={() => {
            storeChoice(findingsTab, view.case.caseId, 'samples');
            navigation.navigate({ screen: 'findings', ordinal: null });
          }}
          onClose={() => setIsDrawing(false)}
        />
      )}
    </>
  );
}
