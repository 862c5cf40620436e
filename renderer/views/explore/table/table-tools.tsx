import { memo, useEffect, useRef, useState } from 'react';
import { Toolbar } from 'react-aria-components/Toolbar';
import type { HitSort } from '../../../../shared/contract/search-protocol.ts';
import { tableText } from '../../../text/table.ts';
import { MarkMenu } from '../../casework/mark-menu.tsx';
import { ActionButton } from '../../common/action-button.tsx';
import { ChoiceMenu } from './choice-menu.tsx';
import { ColumnsDialog } from './columns-dialog.tsx';
import { visibleColumnName } from './copy-text.ts';
import { JumpDialog } from './jump-dialog.tsx';
import { selectedCount } from './row-selection.ts';
import type { TableScope } from './table-scope.ts';
import { densities } from './table-settings.ts';
import type { CopyKind } from './use-copy.ts';
import type { HitCursor } from './use-hit-cursor.ts';
import { useLinesToMark } from './use-lines-to-mark.ts';
import type { UsedTableSettings } from './use-table-settings.ts';

interface TableToolsProps {
  readonly explore: TableScope;
  /** Names the question that the shown rows answer. */
  readonly queryDigest: string;
  readonly cursor: HitCursor;
  readonly settings: UsedTableSettings;
  /** What was copied last, or why nothing was. */
  readonly said: string;
  readonly onCopy: (kind: CopyKind) => void;
  /** To the rows. */
  readonly onLeave: () => void;
}

/** How the table looks, and what is done with the chosen lines. */
export const TableTools = memo(function TableTools(props: TableToolsProps) {
  const { explore, queryDigest, cursor, settings, said, onCopy, onLeave } = props;
  const [dialog, setDialog] = useState<'columns' | 'jump' | null>(null);
  /** Once the dialog is gone: until then it keeps the focus, and afterwards it would take it back to its button. */
  const isLeaving = useRef(false);
  useEffect(() => {
    if (dialog !== null || !isLeaving.current) return;
    isLeaving.current = false;
    onLeave();
  }, [dialog, onLeave]);
  const chosen = selectedCount(cursor.selection);
  const close = () => setDialog(null);
  const linesToMark = useLinesToMark(queryDigest, cursor);
  return (
    <Toolbar className="table-tools" aria-label={tableText.tools}>
      <span className="table-chosen" role="status">
        {said !== '' ? said : chosen > 1 && tableText.selected(chosen)}
      </span>
      {chosen > 1 && (
        <ActionButton
          label={tableText.giveUp}
          look="quiet"
          onPress={() => cursor.select({ runs: [], anchor: cursor.active })}
        />
      )}
      {cursor.pages !== null && cursor.pages.total > 0 && (
        <MarkMenu chosen={Math.max(1, chosen)} lines={linesToMark} onLeave={onLeave} />
      )}
      <CopyMenu chosen={Math.max(1, chosen)} onCopy={onCopy} isDisabled={(cursor.pages?.total ?? 0) === 0} />
      <OrderMenu sort={explore.sort} onSort={explore.setSort} />
      <ChoiceMenu
        label={tableText.density}
        words={tableText.densities[settings.density]}
        items={densities.map((id) => ({ id, words: tableText.densities[id] }))}
        chosen={settings.density}
        onChoose={settings.setDensity}
      />
      <ActionButton label={tableText.jump} look="quiet" onPress={() => setDialog('jump')} />
      <ActionButton label={tableText.columns} look="quiet" onPress={() => setDialog('columns')} />
      {dialog === 'columns' && <ColumnsDialog explore={explore} settings={settings} onClose={close} />}
      {dialog === 'jump' && (
        <JumpDialog
          explore={explore}
          pages={cursor.pages}
          onClose={close}
          onFound={(row) => {
            isLeaving.current = true;
            cursor.moveTo(row, 'jump');
            close();
          }}
        />
      )}
    </Toolbar>
  );
});

function CopyMenu(props: {
  readonly chosen: number;
  readonly isDisabled: boolean;
  readonly onCopy: (kind: CopyKind) => void;
}) {
  const { chosen, isDisabled, onCopy } = props;
  if (isDisabled) return null;
  return (
    <ChoiceMenu<CopyKind>
      label={tableText.copy}
      words={tableText.copy}
      items={[
        { id: 'cell', words: tableText.copyCell },
        { id: 'rows', words: tableText.copyRows(chosen) },
        { id: 'citation', words: tableText.copyCitations(chosen) },
      ]}
      chosen={null}
      onChoose={onCopy}
    />
  );
}

const orders = {
  log: { by: 'log', isDescending: false },
  logReversed: { by: 'log', isDescending: true },
  oldest: { by: 'time', isDescending: false },
  newest: { by: 'time', isDescending: true },
} as const satisfies Record<string, HitSort>;
const orderIds = ['log', 'logReversed', 'oldest', 'newest'] as const;

function OrderMenu(props: { readonly sort: HitSort; readonly onSort: (sort: HitSort) => void }) {
  const { sort, onSort } = props;
  const chosen =
    orderIds.find((id) => orders[id].by === sort.by && orders[id].isDescending === sort.isDescending) ?? null;
  const words =
    chosen === null
      ? tableText.orderBy(visibleColumnName(sort.by), sort.isDescending)
      : tableText.orders[chosen];
  return (
    <ChoiceMenu
      label={tableText.order}
      words={tableText.orderWords(words)}
      items={orderIds.map((id) => ({ id, words: tableText.orders[id] }))}
      chosen={chosen}
      onChoose={(id) => onSort(orders[id])}
    />
  );
}
