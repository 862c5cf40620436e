import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { SavedSearch } from '../../../../shared/case/saved-search.ts';
import type { PastSearch } from '../../../../shared/case/search-facts.ts';
import type { HitSort } from '../../../../shared/contract/search-protocol.ts';
import type { SearchShelfAccess } from '../../../client/use-search-shelf.ts';
import type { Host } from '../../../host/host.ts';
import { commonText } from '../../../text/common.ts';
import { searchesText } from '../../../text/search.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { DialogFrame } from '../../common/dialog-frame.tsx';
import { ErrorNotice } from '../../common/error-notice.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { PastTable } from './past-table.tsx';
import { SavedTable } from './saved-table.tsx';
import { SearchFileActions } from './search-file-actions.tsx';
import { SearchForm } from './search-form.tsx';

interface SearchesDialogProps {
  readonly access: SearchShelfAccess;
  /** What is asked at this moment: what can be saved. */
  readonly query: string;
  readonly sort: HitSort;
  readonly saveFile: Host['saveFile'];
  readonly onRun: (search: Pick<SavedSearch, 'query'> & Partial<Pick<SavedSearch, 'sort'>>) => void;
  readonly onClose: () => void;
}

type Step =
  | { readonly kind: 'lists' }
  | { readonly kind: 'form'; readonly search: SavedSearch | null }
  | { readonly kind: 'delete'; readonly search: SavedSearch };

/** The searches that the case keeps, and those that were run in it; to run, keep, change, hand on. */
export function SearchesDialog({ access, query, sort, saveFile, onRun, onClose }: SearchesDialogProps) {
  const [step, setStep] = useState<Step>({ kind: 'lists' });
  const toLists = () => setStep({ kind: 'lists' });
  const run = (search: SavedSearch | PastSearch) => {
    onRun(search);
    onClose();
  };
  switch (step.kind) {
    case 'form': {
      const { search } = step;
      return (
        <DialogFrame
          title={search === null ? searchesText.saveTitle : searchesText.editTitle}
          onClose={toLists}
        >
          <SearchForm
            start={search ?? { name: '', description: '', control: '', query, sort }}
            onSave={(changed) => access.save(search?.searchId ?? null, changed)}
            onDone={toLists}
          />
        </DialogFrame>
      );
    }
    case 'delete':
      return <DeleteQuestion search={step.search} access={access} onDone={toLists} />;
    case 'lists':
      return (
        <DialogFrame title={searchesText.title} width="full" onClose={onClose} isDismissable>
          {access.error !== null && <ErrorNotice title={searchesText.failed} error={access.error} />}
          <Tabs className="searches">
            <TabList className="tab-list" aria-label={searchesText.title}>
              <Tab id="saved" className="tab">
                {searchesText.tabs.saved}
              </Tab>
              <Tab id="past" className="tab">
                {searchesText.tabs.past}
              </Tab>
            </TabList>
            <TabPanel id="saved" className="searches-panel">
              <SavedTable
                saved={access.shelf?.saved ?? null}
                onRun={run}
                onEdit={(search) => setStep({ kind: 'form', search })}
                onDelete={(search) => setStep({ kind: 'delete', search })}
              />
            </TabPanel>
            <TabPanel id="past" className="searches-panel">
              <PastTable past={access.shelf?.past ?? null} onRun={run} />
            </TabPanel>
          </Tabs>
          <SearchFileActions access={access} saveFile={saveFile} />
          <div className="dialog-actions">
            <ActionButton label={commonText.close} onPress={onClose} />
            <ActionButton
              label={searchesText.save}
              icon="saved"
              look="primary"
              isDisabled={query.trim() === ''}
              onPress={() => setStep({ kind: 'form', search: null })}
            />
          </div>
        </DialogFrame>
      );
    default:
      return step satisfies never;
  }
}

interface DeleteQuestionProps {
  readonly search: SavedSearch;
  readonly access: SearchShelfAccess;
  readonly onDone: () => void;
}

function DeleteQuestion({ search, access, onDone }: DeleteQuestionProps) {
  return (
    <DialogFrame title={searchesText.removeTitle} role="alertdialog" onClose={onDone}>
      <p className="dialog-subject">
        <EvidenceText text={search.name} limit={200} />
      </p>
      <p>{searchesText.removeAdvice}</p>
      <div className="dialog-actions">
        <ActionButton label={commonText.cancel} onPress={onDone} autoFocus />
        <ActionButton
          label={searchesText.removeNow}
          icon="trash"
          look="danger"
          onPress={() => void access.remove(search.searchId).then(onDone)}
        />
      </div>
    </DialogFrame>
  );
}
