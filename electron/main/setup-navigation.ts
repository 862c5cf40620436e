import type { App } from 'electron';

/**
 * Nails every page to where main put it. The window is loaded once, by main, which no event reports; whatever does
 * raise one of these events is therefore a page, or evidence shown in it, trying to go elsewhere.
 */
export function setupNavigation(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
