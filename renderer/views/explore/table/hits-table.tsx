import { type RefObject, useMemo, useState } from 'react';
import type { EntitySubject } from '../../../../shared/contract/entity-protocol.ts';
import { parseQuery } from '../../../../shared/query/parse-query.ts';
import { entityFieldOf } from '../../../../shared/search/entity-kind.ts';
import { areRowsCurrent } from '../../../client/search-session.ts';
import { useRoute } from '../../app/use-route.ts';
import { entityChange, hasPage } from '../../entity/entity-link.tsx';
import { withFieldValue } from '../facets/facet-edits.ts';
import type { ExploreSearch } from '../query/explore-search.ts';
import { useStableCallback } from '../use-stable-callback.ts';
import { type CellAction, CellMenu } from './cell-menu.tsx';
import { type ColumnId, isOwnColumn, sortKeyOf } from './column-layout.ts';
import { cellValues } from './copy-text.ts';
import { type FoundValues, foundValues } from './found-values.ts';
import { HitGrid } from './hit-grid.tsx';
import { selectedCount } from './row-selection.ts';
import { nextSort } from './sort-order.ts';
import type { TableScope } from './table-scope.ts';
import { TableTools } from './table-tools.tsx';
import { useCopy } from './use-copy.ts';
import type { HitCursor, HitLine } from './use-hit-cursor.ts';
import type { UsedTableSettings } from './use-table-settings.ts';

interface HitsTableProps {
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly explore: ExploreSearch;
  readonly cursor: HitCursor;
  readonly settings: UsedTableSettings;
  /** The line in the panel beside the table, if one is open. */
  readonly opened: HitLine | null;
  readonly onOpen: (line: HitLine) => void;
  readonly onVisible: (first: number, end: number) => void;
}

/** The lines of a result, and what can be done with them. While another result is on its way this one stays, dimmed. */
export function HitsTable({ grid, explore, cursor, settings, opened, onOpen, onVisible }: HitsTableProps) {
  const { pages } = cursor;
  const { layout } = settings;
  const { calls, caseId, sources, sort, setSort } = explore;
  const scope = useMemo<TableScope>(
    () => ({ calls, caseId, sources, sort, setSort }),
    [calls, caseId, sources, sort, setSort],
  );
  const { navigate } = useRoute();
  const { copy, said, forget } = useCopy({ explore: scope, cursor, layout });
  const [menuCell, setMenuCell] = useState<Element | null>(null);
  const found = useFoundValues(explore.search.shown?.question.query ?? '');
  const column = layout[Math.min(cursor.column, layout.length - 1)]?.id ?? '';
  const value = singleText(cursor, column);
  const subject = pagedSubject(column, value);
  const sortKey = sortKeyOf(column);

  const act = useStableCallback((action: CellAction) => {
    switch (action) {
      case 'cell':
      case 'rows':
      case 'citation':
        return copy(action);
      case 'only':
      case 'leave-out':
        if (value !== null) {
          explore.setQuery(
            withFieldValue(explore.query, column, value, action === 'only' ? 'only' : 'exclude'),
          );
        }
        return;
      case 'page':
        if (subject !== null) navigate(entityChange(subject));
        return;
      case 'sort':
        if (sortKey !== null) explore.setSort(nextSort(explore.sort, sortKey));
        return;
      default:
        action satisfies never;
    }
  });
  const leave = useStableCallback(() => grid.current?.focus());
  const open = useStableCallback(onOpen);
  const copyStable = useStableCallback(copy);
  const showMenu = useStableCallback((cell: Element) => {
    forget();
    setMenuCell(cell);
  });
  return (
    <div
      className="hits"
      data-stale={(pages !== null && !areRowsCurrent(explore.search.standing)) || undefined}
    >
      <TableTools
        explore={scope}
        queryDigest={explore.search.shown?.result.digest ?? ''}
        cursor={cursor}
        settings={settings}
        said={said}
        onCopy={copyStable}
        onLeave={leave}
      />
      {pages !== null && (
        <HitGrid
          grid={grid}
          explore={scope}
          pages={pages}
          cursor={cursor}
          settings={settings}
          found={found}
          opened={opened}
          onOpen={open}
          onVisible={onVisible}
          onAction={act}
          onMenu={showMenu}
        />
      )}
      {menuCell !== null && (
        <CellMenu
          cell={menuCell}
          chosen={Math.max(1, selectedCount(cursor.selection))}
          hasValue={value !== null}
          pageKind={subject?.field ?? null}
          canSort={sortKey !== null}
          onAction={act}
          onClose={() => {
            setMenuCell(null);
            leave();
          }}
        />
      )}
    </div>
  );
}

/** Why lines are in the shown result; another query that is being typed says nothing about them. */
function useFoundValues(query: string): FoundValues {
  return useMemo(() => {
    const parsed = parseQuery(query);
    return parsed.kind === 'query' ? foundValues(parsed.query) : [];
  }, [query]);
}

/** Whom the active cell names, of those that have a page. */
function pagedSubject(column: ColumnId, text: string | null): EntitySubject | null {
  const field = entityFieldOf(column);
  if (field === null || text === null) return null;
  const subject = { field, text };
  return hasPage(subject) ? subject : null;
}

/** The text of the active cell when a query can ask for exactly that. */
function singleText({ pages, active }: HitCursor, column: ColumnId): string | null {
  const row = pages?.rowAt(active) ?? null;
  if (row === null || pages === null || column === '' || isOwnColumn(column)) return null;
  const [value] = cellValues(row, column, pages.order.fields);
  return value?.kind === 'text' ? value.text : null;
}
