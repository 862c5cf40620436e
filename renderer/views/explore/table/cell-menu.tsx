import { useRef } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components/Menu';
import type { EntityField } from '../../../../shared/contract/entity-protocol.ts';
import { tableText } from '../../../text/table.ts';
import type { CopyKind } from './use-copy.ts';

export type CellAction = CopyKind | 'only' | 'leave-out' | 'page' | 'sort';

interface CellMenuProps {
  /** At which the menu stands. */
  readonly cell: Element;
  readonly chosen: number;
  /** Whether the line has a value there that a query can name. */
  readonly hasValue: boolean;
  /** What the page of the value is about, where it has one: an actor, a target, an address or a session. */
  readonly pageKind: EntityField | null;
  readonly canSort: boolean;
  readonly onAction: (action: CellAction) => void;
  readonly onClose: () => void;
}

/** What can be done with one cell and with the chosen lines. */
export function CellMenu({ cell, chosen, hasValue, pageKind, canSort, onAction, onClose }: CellMenuProps) {
  const trigger = useRef<Element | null>(cell);
  trigger.current = cell;
  const items: readonly (readonly [CellAction, string])[] = [
    ...(hasValue
      ? ([
          ['only', tableText.onlyValue],
          ['leave-out', tableText.leaveOutValue],
        ] as const)
      : []),
    ...(pageKind === null ? [] : ([['page', tableText.openPage(pageKind)]] as const)),
    ['cell', tableText.copyCell],
    ['rows', tableText.copyRows(chosen)],
    ['citation', tableText.copyCitations(chosen)],
    ...(canSort ? ([['sort', tableText.sortBy]] as const) : []),
  ];
  return (
    <Popover
      className="menu-popover"
      aria-label={tableText.cellMenu}
      placement="bottom start"
      triggerRef={trigger}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Menu
        className="menu"
        aria-label={tableText.cellMenu}
        autoFocus="first"
        onAction={(key) => {
          const item = items.find(([action]) => action === key);
          onClose();
          if (item !== undefined) onAction(item[0]);
        }}
      >
        {items.map(([action, words]) => (
          <MenuItem key={action} id={action} className="menu-item">
            {words}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
