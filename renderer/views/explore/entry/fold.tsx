import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components/Disclosure';
import { Icon } from '../../common/icon.tsx';

/** What few people look at, under a line that opens it. */
export function Fold({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Disclosure className="fold">
      <Heading level={5} className="fold-heading">
        <Button slot="trigger" className="fold-trigger">
          <span className="chevron">
            <Icon name="down" size={12} />
          </span>
          {title}
        </Button>
      </Heading>
      <DisclosurePanel>{children}</DisclosurePanel>
    </Disclosure>
  );
}
