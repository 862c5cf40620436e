import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components/Disclosure';
import type { ProofCommand } from '../../../../shared/case/proof-commands.ts';
import { proofText } from '../../../text/entry-proof.ts';
import { CopyButton } from '../../common/copy-button.tsx';
import { Icon } from '../../common/icon.tsx';

/** What to type to see one step without this program, and what it must print; folded away until it is wanted. */
export function CommandBox({ command }: { readonly command: ProofCommand | null }) {
  if (command === null) return null;
  return (
    <Disclosure className="command-box">
      <Heading level={5} className="command-heading">
        <Button slot="trigger" className="command-trigger">
          <span className="chevron">
            <Icon name="down" size={12} />
          </span>
          {proofText.command}
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className="command-lines">
          <CommandText text={command.text} />
          <CopyButton text={command.text} what={proofText.commandCopy} />
        </div>
        <p className="command-prints">
          <span className="hint">{proofText.prints}</span>
          <code>{[...new Set(command.prints)].join('\n')}</code>
        </p>
      </DisclosurePanel>
    </Disclosure>
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
