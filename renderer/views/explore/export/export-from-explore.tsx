import { useState } from 'react';
import type { Host } from '../../../host/host.ts';
import { exportText } from '../../../text/export.ts';
import { ActionButton } from '../../common/action-button.tsx';
import type { ExploreSearch } from '../query/explore-search.ts';
import { ExportDialog } from './export-dialog.tsx';

interface ExportFromExploreProps {
  readonly explore: ExploreSearch;
  readonly saveFile: Host['saveFile'];
  readonly appVersion: string;
}

/** Takes what Explore finds at this moment out of the case, as a file. */
export function ExportFromExplore({ explore, saveFile, appVersion }: ExportFromExploreProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { shown, standing } = explore.search;
  const isReady = shown !== null && standing.kind === 'answered' && shown.result.total > 0;
  return (
    <>
      <ActionButton
        label={exportText.open}
        icon="reports"
        look="quiet"
        isDisabled={!isReady}
        onPress={() => setIsOpen(true)}
      />
      {isOpen && (
        <ExportDialog
          order={{
            caseId: explore.caseId,
            bundleIds: explore.sources.map(({ bundleId }) => bundleId),
            query: explore.query,
            fields: explore.fields,
          }}
          saveFile={saveFile}
          appVersion={appVersion}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
