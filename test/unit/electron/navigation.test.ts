import { describe, expect, it } from 'vitest';
import { setupNavigation } from '../../../electron/main/setup-navigation.ts';
import { asElectron, createFakeElectron, FakeWebContents, fakeEvent } from '../../support/fake-electron.ts';

describe('a page', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'cannot leave or bring in another one: %s is refused',
    (name) => {
      const event = fakeEvent();
      guardedContents().emit(name, event);
      expect(event.defaultPrevented).toBe(true);
    },
  );

  it('cannot open a window, whatever the address', () => {
    const contents = guardedContents();
    for (const url of ['https://example.com', 'app://bundle/index.html', 'about:blank', '']) {
      expect(contents.windowOpenHandler?.({ url }), url).toEqual({ action: 'deny' });
    }
  });

  it('is guarded whoever created it, also when it is not our window', () => {
    const { app } = createFakeElectron({ appPath: '', isPackaged: true, isFirstInstance: true });
    setupNavigation(asElectron(app));
    const [first, second] = [new FakeWebContents(), new FakeWebContents()];
    app.emit('web-contents-created', fakeEvent(), first);
    app.emit('web-contents-created', fakeEvent(), second);
    for (const contents of [first, second]) expect(contents.listenerCount('will-navigate')).toBe(1);
  });
});

function guardedContents(): FakeWebContents {
  const { app } = createFakeElectron({ appPath: '', isPackaged: true, isFirstInstance: true });
  setupNavigation(asElectron(app));
  const contents = new FakeWebContents();
  app.emit('web-contents-created', fakeEvent(), contents);
  return contents;
}
