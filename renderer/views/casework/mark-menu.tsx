import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { markText } from '../../text/marks.ts';
import { Icon } from '../common/icon.tsx';
import { ExhibitDialog } from './exhibit-dialog.tsx';
import type { LinesToMark } from './lines-to-mark.ts';
import { MarkDialog } from './mark-dialog.tsx';

interface MarkMenuProps {
  readonly chosen: number;
  readonly lines: LinesToMark;
  /** To the rows. */
  readonly onLeave: () => void;
}

/** What can be made of the chosen lines at once. */
export function MarkMenu({ chosen, lines, onLeave }: MarkMenuProps) {
  const [dialog, setDialog] = useState<'mark' | 'exhibit' | null>(null);
  const close = () => {
    setDialog(null);
    onLeave();
  };
  return (
    <>
      <MenuTrigger>
        <Button className="button" data-look="quiet" aria-label={markText.menu}>
          <span>{markText.mark}</span>
          <Icon name="down" size={12} />
        </Button>
        <Popover className="menu-popover" placement="bottom end">
          <Menu
            className="menu"
            aria-label={markText.menu}
            onAction={(key) => setDialog(key === 'exhibit' ? 'exhibit' : 'mark')}
          >
            <MenuItem id="mark" className="menu-item">
              {markText.markLines(chosen)}
            </MenuItem>
            <MenuItem id="exhibit" className="menu-item">
              {markText.makeExhibit(chosen)}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {dialog === 'mark' && <MarkDialog chosen={chosen} lines={lines} onClose={close} />}
      {dialog === 'exhibit' && <ExhibitDialog chosen={chosen} lines={lines} onClose={close} />}
    </>
  );
}
