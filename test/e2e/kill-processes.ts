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
  const ids = [...(await processesOf(context, 'renderer')), ...(await processesOf(context, 'browser'))];
  for (const id of ids) process.kill(id, 'SIGKILL');
  await closed;
}

async function processesOf(context: BrowserContext, type: string): Promise<readonly number[]> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The browser does not speak of its processes.');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.filter((each) => each.type === type).map(({ id }) => id);
}
