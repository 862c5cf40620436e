import type { CaseView } from '../../../shared/contract/case-protocol.ts';
import type { CaseClient } from '../../client/case-client.ts';
import { CurrentCase } from '../../client/current-case.ts';
import { askRowsAhead } from '../../client/rows-ahead.ts';
import { firstQuestion } from '../explore/query/first-question.ts';
import { chooseBundle } from './choose-bundle.ts';
import { parseRoute } from './route.ts';

/** The first rows come within it; after it, a check that takes seconds no longer competes with them for the processor. */
const headStartMillis = 150;

/**
 * What the window looks at, begun with the case of its address: the worker answers while the frame around the case is drawn
 * for the first time.
 */
export function openFirstCase(client: CaseClient): CurrentCase {
  const current = new CurrentCase(client, {
    foresee: (view) => foreseeRows(client, view),
    headStart: () => new Promise((resolve) => setTimeout(resolve, headStartMillis)),
  });
  current.open(parseRoute(window.location.hash).caseId);
  return current;
}

async function foreseeRows(client: CaseClient, view: CaseView): Promise<void> {
  const route = parseRoute(window.location.hash);
  const bundle = chooseBundle(view, route.bundleId);
  if (route.screen !== 'explore' || route.caseId !== view.case.caseId || bundle === null) return;
  await askRowsAhead(client, firstQuestion(view, bundle, route.search));
}
