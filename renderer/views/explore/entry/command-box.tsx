import type { ProofCommand } from '../../../../shared/case/proof-commands.ts';
import { proofText } from '../../../text/entry-proof.ts';
import { CopyButton } from '../../common/copy-button.tsx';
import { Fold } from './fold.tsx';

/** What to type to see one step without this program, and what it must print; folded away until it is wanted. */
export function CommandBox({ command }: { readonly command: ProofCommand | null }) {
  if (command === null) return null;
  const printed = [...new Set(command.prints)];
  return (
    <Fold title={proofText.command}>
      <div className="command-lines">
        <CommandText text={command.text} />
        <CopyButton text={command.text} what={proofText.commandCopy} />
      </div>
      <p className="command-prints">
        <span className="hint">{proofText.prints(printed.length < command.prints.length)}</span>
        <code>{printed.join('\n')}</code>
      </p>
    </Fold>
  );
}

/** Lines are not broken, so that what is copied by eye is what is meant; a long one scrolls. */
function CommandText({ text }: { readonly text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it a keyboard could not scroll the box (WCAG 2.1.1).
    <section className="command-text" aria-label={proofText.command} tabIndex={0}>
      <pre>{text}</pre>
    </section>
  );
}
