import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { containerCases } from './vectors/cases-container.ts';
import { disclosureCases } from './vectors/cases-disclosures.ts';
import { extentCases } from './vectors/cases-extent.ts';
import { formCases } from './vectors/cases-forms.ts';
import { lineCases } from './vectors/cases-lines.ts';
import { signerCases } from './vectors/cases-signer.ts';
import { soundCases } from './vectors/cases-sound.ts';
import { timeStampCases } from './vectors/cases-time-stamp.ts';
import { renderAuthorityFile } from './vectors/time-authority.ts';
import type { VectorCase } from './vectors/vector-case.ts';
import { renderLogKeyFile, renderSignersFile } from './vectors/vector-keys.ts';

export const vectorCases: readonly VectorCase[] = [
  ...soundCases,
  ...lineCases,
  ...extentCases,
  ...formCases,
  ...disclosureCases,
  ...signerCases,
  ...timeStampCases,
  ...containerCases,
];

/** The CLI's numbers for the states; a refused file is 3. */
const exitCodes = { verified: 0, failed: 1, refused: 3, 'not-verifiable': 4 };

/** Writes all folders of test vectors anew: `node scripts/run.mjs scripts/make-vectors.ts [FOLDER]`. */
export async function main(args: readonly string[]): Promise<number> {
  const root = join(process.cwd(), args[0] ?? 'test/vectors');
  mkdirSync(root, { recursive: true });
  for (const name of readdirSync(root).filter((each) => each.includes('--')))
    rmSync(join(root, name), { recursive: true });
  const files = await renderVectors();
  for (const [path, bytes] of files) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
  console.log(`vectors: ${vectorCases.length} cases in ${files.size} files`);
  return 0;
}

/** All files of the vectors, by their paths below `test/vectors`. The same on every machine, but for deflated bytes. */
export async function renderVectors(): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const addText = (path: string, text: string) => files.set(path, new TextEncoder().encode(text));
  addText('keys/log.vkey', renderLogKeyFile());
  addText('keys/allowed_signers', renderSignersFile());
  addText('keys/tsa.pem', renderAuthorityFile());
  for (const each of vectorCases) {
    const folder = `${each.state}--${each.name}`;
    if (files.has(`${folder}/README.md`)) throw new Error(`There are two cases ${folder}.`);
    files.set(`${folder}/bundle.evb.zip`, await each.make());
    addText(`${folder}/expected.json`, renderExpected(each));
    addText(`${folder}/README.md`, `${each.what}\n`);
  }
  return files;
}

function renderExpected(each: VectorCase): string {
  const { formatError, withoutTimeStamp } = each;
  const expected = {
    ...toExpected(each),
    ...(formatError === undefined ? {} : { expectedFormatError: formatError }),
    ...(withoutTimeStamp === undefined ? {} : { withoutTimeStamp: toExpected(withoutTimeStamp) }),
  };
  return `${JSON.stringify(expected, null, 2)}\n`;
}

function toExpected({ state, headline, results }: Pick<VectorCase, 'state' | 'headline' | 'results'>) {
  return { state, headline, exitCode: exitCodes[state], results };
}
