import { commonText } from '../../text/common.ts';
import { frameText, shortcutGroups } from '../../text/frame.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';

/** Every key that does something. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <DialogFrame title={frameText.shortcutsTitle} onClose={onClose} isDismissable>
      {shortcutGroups.map(({ title, shortcuts }) => (
        <section key={title} className="shortcut-group">
          <h3>{title}</h3>
          <dl className="shortcuts">
            {shortcuts.map(({ keys, meaning }) => (
              <div key={meaning}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <div className="dialog-actions">
        <ActionButton label={commonText.close} onPress={onClose} autoFocus />
      </div>
    </DialogFrame>
  );
}
