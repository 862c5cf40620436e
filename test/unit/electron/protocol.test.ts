import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BundledFiles, loadBundledFiles } from '../../../electron/main/bundled-files.ts';
import { setupProtocol } from '../../../electron/main/setup-protocol.ts';
import { asElectron, FakeSession } from '../../support/fake-electron.ts';

let folder: string;
let files: BundledFiles;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vouch-bundled-'));
  const built = join(folder, 'renderer');
  mkdirSync(join(built, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.html'), 'outside');
  writeFileSync(join(built, 'index.html'), '<!doctype html><title>Vouch</title>');
  writeFileSync(join(built, 'assets/main-Ab12.js'), 'export {};');
  writeFileSync(join(built, 'assets/main-Ab12.js.map'), '{}');
  writeFileSync(join(built, 'assets/style.css'), 'body{}');
  writeFileSync(join(built, 'case-worker.js'), 'export {};');
  writeFileSync(join(built, 'worker-thread.js'), 'export {};');
  writeFileSync(join(built, 'assets/case-worker.js'), 'export {};');
  symlinkSync(join(folder, 'secret.html'), join(built, 'linked.html'));
  files = loadBundledFiles(built);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the app:// scheme', () => {
  it('serves the built files by their full address, each with its own content type', async () => {
    const page = request('app://bundle/index.html');
    expect(page.status).toBe(200);
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toBe('<!doctype html><title>Vouch</title>');
    expect(request('app://bundle/assets/main-Ab12.js').headers.get('Content-Type')).toBe(
      'text/javascript; charset=utf-8',
    );
    expect(request('app://bundle/assets/style.css').headers.get('Content-Type')).toBe(
      'text/css; charset=utf-8',
    );
  });

  it('holds exactly the built files whose type it knows: no link, no source map, nothing beside the folder', () => {
    expect([...files.keys()].sort()).toEqual([
      'app://bundle/assets/case-worker.js',
      'app://bundle/assets/main-Ab12.js',
      'app://bundle/assets/style.css',
      'app://bundle/case-worker.js',
      'app://bundle/index.html',
      'app://bundle/worker-thread.js',
    ]);
  });

  it('looks at the page behind the fragment of an address', () => {
    expect(request('app://bundle/index.html#/entries').status).toBe(200);
  });

  it('sends the policy of the product, word for word, with every answer', () => {
    // Written out from the threat model, so that a change of the contract has to be made in two places.
    const policy =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; " +
      "worker-src 'self'; connect-src 'none'; form-action 'none'; frame-src 'none'; frame-ancestors 'none'; " +
      "base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types vouch-worker";
    // Compiling WebAssembly is for the case worker and its threads alone, and nobody's `eval` is allowed.
    const workerPolicy = policy.replace("script-src 'self';", "script-src 'self' 'wasm-unsafe-eval';");
    for (const address of [...files.keys(), 'app://bundle/missing.js', 'app://other/case-worker.js']) {
      const { headers } = request(address);
      const isWorker = ['app://bundle/case-worker.js', 'app://bundle/worker-thread.js'].includes(address);
      const expected = isWorker ? workerPolicy : policy;
      expect(headers.get('Content-Security-Policy'), address).toBe(expected);
      expect(headers.get('X-Content-Type-Options'), address).toBe('nosniff');
      expect(headers.get('Cache-Control'), address).toBe('no-store');
      expect(headers.get('Cross-Origin-Opener-Policy'), address).toBe('same-origin');
      expect(headers.get('Cross-Origin-Resource-Policy'), address).toBe('same-origin');
    }
  });

  it.each([
    ['a folder', 'app://bundle/'],
    ['a folder without its slash', 'app://bundle'],
    ['a file that was not built', 'app://bundle/other.html'],
    ['a step up', 'app://bundle/../secret.html'],
    ['an encoded step up', 'app://bundle/%2e%2e/secret.html'],
    ['an encoded separator', 'app://bundle/..%2fsecret.html'],
    ['a twice encoded step up', 'app://bundle/%252e%252e/secret.html'],
    ['a backslash', 'app://bundle/assets\\..\\index.html'],
    ['an encoded letter', 'app://bundle/%69ndex.html'],
    ['another case', 'app://bundle/INDEX.HTML'],
    ['a doubled slash', 'app://bundle//index.html'],
    ['a trailing dot', 'app://bundle/index.html.'],
    ['a NUL', 'app://bundle/index.html%00.js'],
    ['a question', 'app://bundle/index.html?x=1'],
    ['another host', 'app://other/index.html'],
    ['a longer host', 'app://bundle.example/index.html'],
    ['a port', 'app://bundle:80/index.html'],
    ['a user', 'app://user@bundle/index.html'],
    ['an absolute path', 'app://bundle//etc/passwd'],
    ['a name that every object has', 'app://bundle/constructor'],
    ['another scheme', 'file:///etc/passwd'],
  ])('answers 404 to %s', async (_what, address) => {
    const refused = request(address);
    expect(refused.status).toBe(404);
    expect(await refused.text()).toBe('Not found');
  });

  it('answers 404 to anything but a plain read', () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'get']) {
      expect(request('app://bundle/index.html', method).status, method).toBe(404);
    }
  });
});

function request(url: string, method = 'GET'): Response {
  const session = new FakeSession('evidence');
  setupProtocol(asElectron(session.protocol), files);
  const handler = session.protocolHandlers.get('app');
  if (handler === undefined) throw new Error('no handler for app://');
  return handler({ method, url });
}
