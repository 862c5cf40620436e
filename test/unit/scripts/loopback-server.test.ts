import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LoopbackServer, startLoopbackServer } from '../../../scripts/loopback-server.ts';
import { caseWorkerPolicy, contentSecurityPolicy } from '../../../shared/contract/host-bridge.ts';

let server: LoopbackServer;

beforeEach(async () => {
  const page = { mediaType: 'text/html; charset=utf-8', bytes: Buffer.from('<p>page</p>') };
  const script = { mediaType: 'text/javascript; charset=utf-8', bytes: Buffer.from('') };
  const files = new Map([
    ['/index.html', page],
    ['/main.js', script],
    ['/case-worker.js', script],
    ['/worker-thread.js', script],
  ]);
  server = await startLoopbackServer({ files, hostNames: ['vouch.localhost'], port: 0 });
});

afterEach(() => server.close());

it('serves a built file with the production policy and no permission to guess its kind', async () => {
  const answer = await ask({ path: '/' });
  expect(answer.status).toBe(200);
  expect(answer.body).toBe('<p>page</p>');
  expect(answer.headers).toMatchObject({
    'content-security-policy': contentSecurityPolicy,
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(Object.keys(answer.headers)).not.toContain('access-control-allow-origin');
});

it('lets the case worker and its threads compile WebAssembly, and no other file, and nobody evaluate text', async () => {
  const policyOf = async (path: string) => (await ask({ path })).headers['content-security-policy'];
  for (const path of ['/case-worker.js', '/worker-thread.js'])
    expect(await policyOf(path)).toBe(caseWorkerPolicy);
  for (const path of ['/main.js', '/other.js', '/case-worker.js?x', '/CASE-WORKER.js', '//case-worker.js']) {
    expect(await policyOf(path), path).toBe(contentSecurityPolicy);
  }
  expect(caseWorkerPolicy.replace(" 'wasm-unsafe-eval'", '')).toBe(contentSecurityPolicy);
  expect(contentSecurityPolicy + caseWorkerPolicy).not.toContain("'unsafe-eval'");
});

it('answers HEAD without the bytes', async () => {
  expect(await ask({ path: '/index.html', method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
});

it.each(['attacker.example', 'vouch.localhost.attacker.example', 'localhost', '127.0.0.1', ''])(
  'refuses a page that another site has pointed at this machine, as "%s"',
  async (host) => {
    expect(await ask({ path: '/', host })).toMatchObject({ status: 421, body: '' });
  },
);

it('accepts its name with a port', async () => {
  expect((await ask({ path: '/', host: `vouch.localhost:${server.port}` })).status).toBe(200);
});

it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('refuses %s', async (method) => {
  expect(await ask({ path: '/', method })).toMatchObject({ status: 405, body: '' });
});

it.each([
  '/other.js',
  '/../package.json',
  '/%2e%2e/package.json',
  '//index.html',
  '/index.html?x',
  '/INDEX.HTML',
  'http://attacker.example/index.html',
])('knows nothing of %s', async (path) => {
  expect(await ask({ path })).toMatchObject({ status: 404, body: '' });
});

it('answers the browser’s own wish for an icon with nothing, so that no error is on the console', async () => {
  expect(await ask({ path: '/favicon.ico' })).toMatchObject({ status: 204, body: '' });
});

it('is not reached through any other address of this machine', async () => {
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) expect(await canConnect(address), address).toBe(false);
});

interface Question {
  readonly path: string;
  readonly method?: string;
  readonly host?: string;
}

function ask({ path, method = 'GET', host = 'vouch.localhost' }: Question) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      const options = { host: '127.0.0.1', port: server.port, path, method, headers: { host } };
      const asked = request(options, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
      asked.on('error', reject).end();
    },
  );
}

function canConnect(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: server.port, timeout: 1_000 });
    const end = (isConnected: boolean) => {
      socket.destroy();
      resolve(isConnected);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
