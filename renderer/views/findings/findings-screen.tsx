import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { CaseView } from '../../../shared/contract/case-protocol.ts';
import type { Host } from '../../host/host.ts';
import { caseworkText } from '../../text/casework.ts';
import { findingsText } from '../../text/findings.ts';
import type { Navigation } from '../app/use-route.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ReviewerForm } from '../casework/reviewer-form.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { useStoredChoice } from '../explore/stored-choice.ts';
import { ExchangePart } from '../overlay/exchange-part.tsx';
import { SamplesPart } from '../samples/samples-part.tsx';
import { EngagementPart } from './engagement-part.tsx';
import { ExhibitsPart } from './exhibits-part.tsx';
import { FindingsPart } from './findings-part.tsx';
import { findingsTab, findingsTabs } from './findings-tab.ts';

interface FindingsScreenProps {
  readonly view: CaseView;
  readonly navigation: Navigation;
  readonly saveFile: Host['saveFile'];
}

/** What was concluded in the case, and the lines behind it. */
export function FindingsScreen({ view, navigation, saveFile }: FindingsScreenProps) {
  const { state, reviewer } = useSharedCaseWork();
  const [tab, keepTab] = useStoredChoice(findingsTab, view.case.caseId);
  return (
    <div className="page findings">
      <h1>{findingsText.title}</h1>
      {state.kind === 'loading' && <p className="hint">{caseworkText.loading}</p>}
      {state.kind === 'failed' && <ErrorNotice title={caseworkText.failed} error={state.error} />}
      {state.kind === 'loaded' && (
        <>
          {reviewer === '' && <ReviewerForm />}
          <Tabs
            className="findings-tabs"
            selectedKey={tab}
            onSelectionChange={(key) =>
              keepTab((before) => findingsTabs.find((each) => each === key) ?? before)
            }
          >
            <TabList className="tab-list" aria-label={findingsText.tabList}>
              {findingsTabs.map((each) => (
                <Tab key={each} id={each} className="tab">
                  {findingsText.tabs[each]}
                </Tab>
              ))}
            </TabList>
            <TabPanel id="findings">
              <FindingsPart work={state.work} saveFile={saveFile} />
            </TabPanel>
            <TabPanel id="exhibits">
              <ExhibitsPart work={state.work} saveFile={saveFile} />
            </TabPanel>
            <TabPanel id="samples">
              <SamplesPart view={view} navigation={navigation} saveFile={saveFile} />
            </TabPanel>
            <TabPanel id="engagement">
              <EngagementPart work={state.work} />
            </TabPanel>
            <TabPanel id="exchange">
              <ExchangePart saveFile={saveFile} />
            </TabPanel>
          </Tabs>
        </>
      )}
    </div>
  );
}
