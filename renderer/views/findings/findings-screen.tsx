import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { Host } from '../../host/host.ts';
import { caseworkText } from '../../text/casework.ts';
import { findingsText } from '../../text/findings.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ReviewerForm } from '../casework/reviewer-form.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { ExhibitsPart } from './exhibits-part.tsx';
import { FindingsPart } from './findings-part.tsx';

const parts = ['findings', 'exhibits'] as const;
type Part = (typeof parts)[number];

/** What was concluded in the case, and the lines behind it. */
export function FindingsScreen({ saveFile }: { readonly saveFile: Host['saveFile'] }) {
  const { state, reviewer } = useSharedCaseWork();
  const [part, setPart] = useState<Part>('findings');
  return (
    <div className="page findings">
      <h1>{findingsText.title}</h1>
      {state.kind === 'loading' && <p className="hint">{caseworkText.loading}</p>}
      {state.kind === 'failed' && <ErrorNotice title={caseworkText.failed} error={state.error} />}
      {state.kind === 'loaded' && (
        <>
          {reviewer === '' && <ReviewerForm />}
          <Tabs
            selectedKey={part}
            onSelectionChange={(key) => setPart(parts.find((each) => each === key) ?? 'findings')}
          >
            <TabList className="tab-list" aria-label={findingsText.tabList}>
              {parts.map((each) => (
                <Tab key={each} id={each} className="tab">
                  {findingsText.tabs[each]}
                </Tab>
              ))}
            </TabList>
            <TabPanel id="findings">
              <FindingsPart work={state.work} saveFile={saveFile} />
            </TabPanel>
            <TabPanel id="exhibits">
              <ExhibitsPart work={state.work} />
            </TabPanel>
          </Tabs>
        </>
      )}
    </div>
  );
}
