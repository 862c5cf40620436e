import type { Protocol } from 'electron';
import { caseWorkerPolicy, contentSecurityPolicy, workerFiles } from '../../shared/contract/host-bridge.ts';
import { appOrigin, appScheme } from './app-address.ts';
import type { BundledFiles } from './bundled-files.ts';

/** Sent with every answer, the refusals included: a page without a policy must not exist. */
const protectiveHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
};

const workerAddresses = workerFiles.map((name) => `${appOrigin}/${name}`);

/**
 * Serves the built files, and nothing else, under the application's own scheme. An address is looked up exactly as
 * it arrived: nothing is decoded, joined or resolved, so there is no path to escape from.
 */
export function setupProtocol(protocol: Pick<Protocol, 'handle'>, files: BundledFiles): void {
  protocol.handle(appScheme, (request) => answer(request, files));
}

function answer(request: Pick<Request, 'method' | 'url'>, files: BundledFiles): Response {
  const address = withoutFragment(request.url);
  const file = request.method === 'GET' ? files.get(address) : undefined;
  if (file === undefined) return refusal();
  const headers = { ...protectiveHeaders, 'Content-Type': file.contentType };
  if (workerAddresses.includes(address)) headers['Content-Security-Policy'] = caseWorkerPolicy;
  return new Response(file.body, { headers });
}

function refusal(): Response {
  const headers = { ...protectiveHeaders, 'Content-Type': 'text/plain; charset=utf-8' };
  return new Response('Not found', { status: 404, headers });
}

/** The fragment belongs to the page; it is part of `url` only because Fetch defines it so. */
function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
}
