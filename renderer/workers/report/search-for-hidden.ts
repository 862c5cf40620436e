import {
  findHidden,
  hiddenStatement,
  type MadePack,
  packScanInWords,
} from '../../../shared/pack/find-hidden.ts';
import { StoreError } from '../../data/store-error.ts';
import type { Call, CaseContext } from '../request-context.ts';

/** Found anywhere, nothing leaves: whoever wrote it, it would be out. Answers what was looked for, or null where nothing is hidden. */
export async function refuseHidden(
  { platform }: CaseContext,
  made: MadePack,
  { pace }: Call,
): Promise<string | null> {
  const found = await findHidden(made, platform.inflate, pace);
  if (found === null) return null;
  const statement = hiddenStatement(found);
  if (statement !== null) throw new StoreError('report-refused', statement);
  return packScanInWords(found);
}
