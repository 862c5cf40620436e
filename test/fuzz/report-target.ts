import { makeReport } from '../../shared/report/make-report.ts';
import { parseReport } from '../../shared/report/parse-report.ts';
import { renderReport } from '../../shared/report/render-report.ts';
import { smallCase } from '../support/report-extract.ts';
import type { FuzzTarget } from './fuzz-case.ts';
import { textTarget } from './text-target.ts';

const target = seedReport();

/** `report.json`: what is accepted is spelled as another JSON library spells it, so that one report has one digest. */
export const reportTarget: FuzzTarget = {
  name: 'report',
  turns: 1,
  make: async (dice) => (await target).make(dice),
};

async function seedReport(): Promise<FuzzTarget> {
  const { extract, order } = await smallCase();
  const made = makeReport(extract, order);
  if (made.kind === 'refused') throw new Error('The small case is not reported.');
  return textTarget('report', [renderReport(made.record)], (bytes) => {
    parseReport(bytes);
    const text = Buffer.from(bytes).toString('utf8');
    const spelled = `${JSON.stringify(JSON.parse(text), null, 1)}\n`;
    return spelled === text ? null : 'accepted a second spelling of one report';
  });
}
