import { useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { ReportDraftContent } from '../../../shared/casework/report-draft.ts';
import type { CaseView } from '../../../shared/contract/case-protocol.ts';
import type { ListedReport } from '../../../shared/contract/report-protocol.ts';
import { useReports } from '../../client/use-reports.ts';
import type { Host } from '../../host/host.ts';
import { caseworkText } from '../../text/casework.ts';
import { reportsText } from '../../text/reports.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ReviewerForm } from '../casework/reviewer-form.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { useStoredChoice } from '../explore/stored-choice.ts';
import { CheckPart } from './check-part.tsx';
import { DraftsPart } from './drafts-part.tsx';
import { newDraft } from './new-draft.ts';
import { ProducedPart } from './produced-part.tsx';
import { reportsTab, reportsTabs } from './reports-tab.ts';

interface ReportsScreenProps {
  readonly view: CaseView;
  readonly saveFile: Host['saveFile'];
  /** Files that were dropped or opened to be checked. */
  readonly handed: readonly File[];
}

/** What leaves the room: reports as drafts, as they were produced, and as they come back. */
export function ReportsScreen({ view, saveFile, handed }: ReportsScreenProps) {
  const { state, reviewer } = useSharedCaseWork();
  const { caseId } = view.case;
  const [tab, keepTab] = useStoredChoice(reportsTab, caseId);
  const reports = useReports(caseId);
  const [opened, setOpened] = useState<ReportDraftContent | null>(null);
  useEffect(() => {
    if (handed.length > 0) keepTab(() => 'check');
  }, [handed, keepTab]);
  const supersede = ({ number, sha256, title }: ListedReport) => {
    const draft = newDraft(crypto.randomUUID(), reviewer);
    setOpened({ ...draft, title, supersedes: { number, sha256, reason: '' } });
    keepTab(() => 'drafts');
  };
  return (
    <div className="page reports">
      <h1>{reportsText.title}</h1>
      {state.kind === 'loading' && <p className="hint">{caseworkText.loading}</p>}
      {state.kind === 'failed' && <ErrorNotice title={caseworkText.failed} error={state.error} />}
      {state.kind === 'loaded' && (
        <>
          {reviewer === '' && <ReviewerForm />}
          <Tabs
            className="findings-tabs reports-tabs"
            selectedKey={tab}
            onSelectionChange={(key) =>
              keepTab((before) => reportsTabs.find((each) => each === key) ?? before)
            }
          >
            <TabList className="tab-list" aria-label={reportsText.tabList}>
              {reportsTabs.map((each) => (
                <Tab key={each} id={each} className="tab">
                  {reportsText.tabs[each]}
                </Tab>
              ))}
            </TabList>
            <TabPanel id="drafts">
              <DraftsPart
                view={view}
                work={state.work}
                reports={reports}
                saveFile={saveFile}
                opened={opened}
                onOpen={setOpened}
                onProduced={() => {
                  setOpened(null);
                  keepTab(() => 'produced');
                }}
              />
            </TabPanel>
            <TabPanel id="produced">
              <ProducedPart caseId={caseId} reports={reports} saveFile={saveFile} onSupersede={supersede} />
            </TabPanel>
            <TabPanel id="check">
              <CheckPart
                caseId={caseId}
                handed={handed}
                saveFile={saveFile}
                onCountersigned={() => reports.reload()}
              />
            </TabPanel>
          </Tabs>
        </>
      )}
    </div>
  );
}
