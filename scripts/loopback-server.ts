import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { caseWorkerPolicy, contentSecurityPolicy, workerFiles } from '../shared/contract/host-bridge.ts';
import type { BuiltFiles } from './build/built-files.ts';

export interface LoopbackServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface LoopbackOptions {
  readonly files: BuiltFiles;
  /** Host names, without a port, under which a browser may ask for the page. */
  readonly hostNames: readonly string[];
  /** 0 lets the system choose a free one. */
  readonly port: number;
}

const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'permissions-policy':
    'camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), serial=(), usb=()',
} as const;

/**
 * Serves the built window on 127.0.0.1 and nowhere else, from memory: a request can choose among the given
 * files and nothing more. Rejects with the system's error when the port cannot be had.
 */
export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const server = createServer((request, response) => answer(options, request, response));
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo; // listening on TCP: never a string or null
  return { port, close: () => close(server) };
}

function answer(options: LoopbackOptions, request: IncomingMessage, response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  // A page elsewhere can point its own name at 127.0.0.1 (DNS rebinding); its name then stands in this header.
  if (!options.hostNames.includes(hostNameOf(request))) {
    response.writeHead(421).end();
    return;
  }
  const file = options.files.get(request.url === '/' ? '/index.html' : (request.url ?? ''));
  if (file === undefined) {
    // Browsers ask for this icon on their own; "nothing" is an answer that leaves no error in the console.
    response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
    return;
  }
  if (workerFiles.some((name) => request.url === `/${name}`)) {
    response.setHeader('content-security-policy', caseWorkerPolicy);
  }
  response.writeHead(200, { 'content-type': file.mediaType, 'content-length': file.bytes.byteLength });
  response.end(request.method === 'HEAD' ? undefined : file.bytes);
}

function hostNameOf(request: IncomingMessage): string {
  return (request.headers.host ?? '').replace(/:\d+$/, '');
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // A browser keeps its connections open; waiting for them would keep the process alive.
    server.closeAllConnections();
  });
}
