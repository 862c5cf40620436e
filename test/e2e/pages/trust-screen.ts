import type { Locator, Page } from '@playwright/test';

export interface Pin {
  readonly role: 'Log key' | 'Packer key';
  readonly fingerprint: string;
}

/** Pinned and offered keys, and the dialog that pins one. The dialog opens from Bundles as well. */
export class TrustScreen {
  readonly pinnedKeys: Locator;
  readonly dialog: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.pinnedKeys = page.getByRole('list', { name: 'Pinned keys' });
    this.dialog = page.getByRole('dialog', { name: 'Pin a key' });
  }

  /** Asks to pin an offered key with a fingerprint as a person types it; what comes of it is for the test to see. */
  async askToPin({ role, fingerprint }: Pin): Promise<void> {
    await this.#page
      .getByRole('listitem')
      .filter({ hasText: role })
      .getByRole('button', { name: 'Pin this key…' })
      .click();
    await this.dialog
      .getByRole('textbox', { name: 'Fingerprint you received' })
      .pressSequentially(fingerprint);
    await this.dialog
      .getByRole('textbox', { name: 'How you received and compared it' })
      .fill('Read from paper');
    await this.dialog.getByRole('textbox', { name: 'Compared by' }).fill('A. Auditor');
    await this.dialog.getByRole('button', { name: 'Compare and pin' }).click();
  }

  /** Pins an offered key and waits until the bundles have been checked again. */
  async pin(pin: Pin): Promise<void> {
    await this.askToPin(pin);
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
