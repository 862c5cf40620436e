import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { CaseView } from '../../../../shared/contract/case-protocol.ts';
import { useFieldList } from '../../../client/use-field-list.ts';
import { type FieldValues, useFieldValues, type WantedValues } from '../../../client/use-field-values.ts';
import type { SearchShelfAccess } from '../../../client/use-search-shelf.ts';
import type { Host } from '../../../host/host.ts';
import type { RouteSearch } from '../../app/route.ts';
import { SearchesDialog } from '../searches/searches-dialog.tsx';
import { completionOptions, wantedValues } from './completion-options.ts';
import type { ExploreSearch } from './explore-search.ts';
import { HelpDialog } from './help-dialog.tsx';
import { distinctQueries } from './past-queries.ts';
import { QueryBar } from './query-bar.tsx';
import { ResultLine, SearchNotes } from './result-line.tsx';
import { SourceChooser } from './source-chooser.tsx';
import { useSlashKey } from './use-slash-key.ts';

interface QueryAreaProps {
  readonly explore: ExploreSearch;
  readonly view: CaseView;
  readonly shelf: SearchShelfAccess;
  readonly saveFile: Host['saveFile'];
  readonly onSources: (sources: RouteSearch['sources']) => void;
  readonly areFacetsShown: boolean;
  readonly onFacets: (areShown: boolean) => void;
  /** To the table. */
  readonly onLeave: () => void;
  /** What the screen says of the table. */
  readonly children: ReactNode;
}

/** Everything above the result: the query, its terms, how many lines it finds, and what to know about that. */
export function QueryArea({ explore, view, shelf, saveFile, ...props }: QueryAreaProps) {
  const { calls, caseId, sources, search, query, setQuery } = explore;
  const [dialog, setDialog] = useState<'help' | 'searches' | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useSlashKey(field);
  const ids = JSON.stringify(sources.map(({ bundleId }) => bundleId));
  const scope = useMemo(() => ({ caseId, bundleIds: JSON.parse(ids) as readonly string[] }), [caseId, ids]);
  // Their list takes the index, which is loaded for the counts of the first answer.
  const isCounted = search.shown !== null && search.shown.result.histogram !== null;
  const fields = useFieldList(calls, scope, isCounted);
  const past = useMemo(() => distinctQueries(shelf.shelf?.past ?? []), [shelf.shelf]);
  const [wanted, setWanted] = useState<WantedValues | null>(null);
  const known = useFieldValues(calls, scope, wanted);
  const complete = useCallback(
    (text: string, caret: number) => completionOptions(text, caret, { fields: fields ?? [], past, known }),
    [fields, past, known],
  );
  const close = () => setDialog(null);
  return (
    <div className="explore-query">
      <QueryBar
        explore={explore}
        field={field}
        past={past}
        complete={complete}
        isLookedUp={fields === null || (wanted !== null && !isOf(known, wanted))}
        onCaret={(text, caret) => setWanted(wantedValues(text, caret))}
        sources={
          <SourceChooser
            bundles={view.bundles}
            searched={sources}
            byBundle={search.standing.kind === 'answered' ? (search.shown?.result.byBundle ?? null) : null}
            onChoose={props.onSources}
          />
        }
        onLeave={props.onLeave}
        onHelp={() => setDialog('help')}
        onSearches={() => setDialog('searches')}
      />
      <ResultLine
        search={search}
        sources={sources}
        areFacetsShown={props.areFacetsShown}
        onFacets={props.onFacets}
        onShowRejects={() => setQuery('is:reject')}
      >
        {props.children}
      </ResultLine>
      <SearchNotes search={search} onUse={setQuery} />
      {dialog === 'help' && <HelpDialog onClose={close} />}
      {dialog === 'searches' && (
        <SearchesDialog
          access={shelf}
          query={query}
          sort={explore.sort}
          saveFile={saveFile}
          onRun={(chosen) => setQuery(chosen.query, chosen.sort)}
          onClose={close}
        />
      )}
    </div>
  );
}

function isOf(known: FieldValues | null, { field, containing }: WantedValues): boolean {
  return known?.wanted.field === field && known.wanted.containing === containing;
}
