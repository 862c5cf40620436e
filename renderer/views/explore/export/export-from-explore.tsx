import { useState } from 'react';
import type { Host } from '../../../host/host.ts';
import { exportText } from '../../../text/export.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { RedactBundleButton } from '../../reports/redaction/redact-bundle-button.tsx';
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
  const [bundle, ...others] = explore.sources;
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
      {/* A bundle of its own is of one log, and of less than all of it: of the whole, the Bundles screen makes one. */}
      {bundle !== undefined && others.length === 0 && explore.query.trim() !== '' && isReady && (
        <RedactBundleButton
          caseId={explore.caseId}
          bundle={bundle}
          query={explore.query}
          look="quiet"
          saveFile={saveFile}
        />
      )}
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
