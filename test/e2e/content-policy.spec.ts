import { expect, test } from './fixture.ts';

test.use({ mayViolate: true });

/** Each runs in the page and must fail; the value is what the browser says was violated. */
const attempts = {
  'an inline script': 'require-trusted-types-for',
  eval: 'require-trusted-types-for',
  'new Function': 'require-trusted-types-for',
  WebAssembly: 'script-src',
  fetch: 'connect-src',
  'a web socket': 'connect-src',
  'an event stream': 'connect-src',
  'a beacon': 'connect-src',
  'an image from elsewhere': 'img-src',
  'an inline style sheet': 'style-src-elem',
  'a frame': 'frame-src',
  'a worker from a blob': 'require-trusted-types-for',
  'another trusted-types policy': 'trusted-types',
  'the worker policy a second time': 'trusted-types',
  'a base address': 'base-uri',
} as const;

test('the content policy stops whatever evidence could turn into', async ({ vouch }) => {
  const violated = await vouch.page.evaluate(async () => {
    const outcomes: Record<string, string> = {};
    const attempt = async (name: string, work: () => unknown) => {
      const violations: string[] = [];
      const note = (event: SecurityPolicyViolationEvent) => violations.push(event.effectiveDirective);
      document.addEventListener('securitypolicyviolation', note);
      try {
        await work();
      } catch {
        // The violation is what counts: a mistake in the attempt would fail, too.
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
      document.removeEventListener('securitypolicyviolation', note);
      outcomes[name] = violations[0] ?? 'nothing was stopped';
    };
    const add = (name: string, properties: object) =>
      document.body.append(Object.assign(document.createElement(name), properties));
    const types = Reflect.get(window, 'trustedTypes');
    const script = (text: string) => {
      const element = document.createElement('script');
      element.append(text);
      document.body.append(element);
    };
    await attempt('an inline script', () => script('window.pwned = true'));
    await attempt('eval', () => Reflect.get(window, 'eval')('window.pwned = true'));
    await attempt('new Function', () => new Function('window.pwned = true')());
    // The smallest module there is: eight bytes, which say that it is one.
    const wasm = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);
    await attempt('WebAssembly', () => new WebAssembly.Module(wasm));
    await attempt('fetch', () => fetch('http://example.com/'));
    await attempt('a web socket', () => new WebSocket('ws://example.com/'));
    await attempt('an event stream', () => new EventSource('http://example.com/'));
    await attempt('a beacon', () => navigator.sendBeacon('http://example.com/'));
    await attempt('an image from elsewhere', () => add('img', { src: 'http://example.com/a.png' }));
    await attempt('an inline style sheet', () => add('style', { textContent: 'body { display: none }' }));
    await attempt('a frame', () => add('iframe', { src: 'http://example.com/' }));
    await attempt('a worker from a blob', () => new Worker(URL.createObjectURL(new Blob(['']))));
    await attempt('another trusted-types policy', () => types.createPolicy('mine', {}));
    await attempt('the worker policy a second time', () => types.createPolicy('vouch-worker', {}));
    await attempt('a base address', () => add('base', { href: 'http://example.com/' }));
    return { outcomes, pwned: Reflect.get(window, 'pwned') };
  });
  expect(violated.pwned).toBeUndefined();
  expect(violated.outcomes).toEqual(attempts);
});

test('the case worker may compile WebAssembly, and may neither evaluate text nor fetch anything', async ({
  vouch,
}) => {
  const [worker] = vouch.page.workers();
  if (worker === undefined) throw new Error('the window has no case worker');
  const outcomes = await worker.evaluate(async () => {
    const violations: string[] = [];
    self.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    const attempt = async (work: () => unknown) => {
      const before = violations.length;
      let outcome = 'done';
      try {
        await work();
      } catch (error) {
        outcome = error instanceof Error ? error.name : 'thrown';
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
      return [outcome, ...violations.slice(before)];
    };
    const wasm = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);
    return {
      wasm: await attempt(() => new WebAssembly.Module(wasm)),
      eval: await attempt(() => Reflect.get(self, 'eval')('self.pwned = true')),
      newFunction: await attempt(() => new Function('self.pwned = true')()),
      timer: await attempt(() => Reflect.get(self, 'setTimeout')('self.pwned = true')),
      fetch: await attempt(() => fetch('/main.js')),
      worker: await attempt(() => new Worker(URL.createObjectURL(new Blob([''])))),
      importScript: await attempt(() => import('data:text/javascript,self.pwned = true' as string)),
      pwned: Reflect.get(self, 'pwned'),
    };
  });
  expect(outcomes).toEqual({
    wasm: ['done'],
    eval: ['EvalError', 'require-trusted-types-for'],
    newFunction: ['EvalError', 'require-trusted-types-for'],
    timer: ['TypeError', 'require-trusted-types-for'],
    fetch: ['TypeError', 'connect-src'],
    worker: ['TypeError', 'require-trusted-types-for'],
    importScript: ['TypeError', 'script-src-elem'],
    pwned: undefined,
  });
});

test('the window has no way left to make a peer connection', async ({ vouch }) => {
  const left = await vouch.page.evaluate(() =>
    ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport'].filter((name) => name in window),
  );
  expect(left).toEqual([]);
});

test('no name but that of the window resolves, and no address is reached', async ({ opened, server }) => {
  // Without the content policy in the way: what is left is the browser's own inability.
  const page = await opened.context.newPage();
  for (const address of [
    'http://example.com/',
    `http://127.0.0.1:${server.port}/`,
    'http://[::1]/',
    'http://localhost/',
  ]) {
    await expect(page.goto(address), address).rejects.toThrow(/ERR_NAME_NOT_RESOLVED/);
  }
});
