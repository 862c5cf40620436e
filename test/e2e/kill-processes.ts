import type { BrowserContext, Page } from '@playwright/test';

/** Ends the processes of this kind as a crash does, without a word to them. */
export function killProcesses(
  type: 'renderer' | 'browser',
): (context: BrowserContext, page: Page) => Promise<void> {
  return async (context, page) => {
    const ended = type === 'browser' ? context.waitForEvent('close') : page.waitForEvent('crash');
    for (const id of await processesOf(context, type)) process.kill(id, 'SIGKILL');
    await ended;
    if (type === 'renderer') await page.close();
  };
}

export async function killAll(context: BrowserContext): Promise<void> {
  const closed = context.waitForEvent('close');
  // The browser first: one that outlives its page says that the page has crashed.
  const ids = [...(await processesOf(context, 'browser')), ...(await processesOf(context, 'renderer'))];
  for (const id of ids) killIfThere(id);
  await closed;
}

/** A page ends by itself when its browser has. */
function killIfThere(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH')) throw thrown;
  }
}

async function processesOf(context: BrowserContext, type: string): Promise<readonly number[]> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The browser does not speak of its processes.');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.filter((each) => each.type === type).map(({ id }) => id);
}
