import './host/remove-network-abilities.ts';
// These are a file of their own, which the page loads first: the worker starts while all the rest is compiled.
import './client/started-worker.ts';
import './client/early-languages.ts';

import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import type { ToWorker } from '../shared/contract/case-protocol.ts';
import type { HostBridge } from '../shared/contract/host-bridge.ts';
import { connectCaseClient } from './client/case-client.ts';
import { CaseClientContext } from './client/case-client-context.ts';
import { serveHost } from './client/serve-host.ts';
import { startedWorker, workerEnd } from './client/started-worker.ts';
import { browserHost } from './host/browser-host.ts';
import { electronHost } from './host/electron-host.ts';
import type { Host } from './host/host.ts';
import { applyAppearance, loadAppearance } from './views/app/appearance.ts';
import { CrashBoundary } from './views/app/crash-boundary.tsx';
import { openFirstCase } from './views/app/first-case.ts';
import { Workspace } from './views/app/workspace.tsx';

applyAppearance(loadAppearance());
const host = chooseHost();
startJournals(host);
draw(host);

/** The only place that knows which program is around the window. */
function chooseHost(): Host {
  const { vouchBridge } = window as { readonly vouchBridge?: HostBridge };
  return vouchBridge === undefined ? browserHost(__VOUCH_VERSION__) : electronHost(vouchBridge);
}

/** With a bridge the worker waits for this word: two places for journals would be two truths. */
function startJournals({ kind, journal, secrets }: Host): void {
  if (kind === 'browser') return;
  const ports: MessagePort[] = [];
  const serve = <Operation, Answer>(run: ((operation: Operation) => Promise<Answer>) | undefined) => {
    if (run === undefined) return null;
    const { port1, port2 } = new MessageChannel();
    serveHost(port1, run);
    ports.push(port2);
    return port2;
  };
  const start: ToWorker = { kind: 'start', journals: serve(journal), secrets: serve(secrets) };
  startedWorker.postMessage(start, ports);
}

function draw(host: Host): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no element #root');
  const client = connectCaseClient(startedWorker, workerEnd);
  // Before anything is drawn.
  const current = openFirstCase(client);
  createRoot(root).render(
    <StrictMode>
      {/* One language for all words, also those that the component library adds. */}
      <I18nProvider locale="en-GB">
        <CrashBoundary>
          <CaseClientContext value={client}>
            <Workspace host={host} current={current} />
          </CaseClientContext>
        </CrashBoundary>
      </I18nProvider>
    </StrictMode>,
  );
}
