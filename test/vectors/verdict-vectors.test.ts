import { describe, expect, it } from 'vitest';
import { createCliBench } from '../unit/cli/cli-bench.ts';
import { answerOfCoreToFile } from './answer-of-core.ts';
import { runStandalone, worstOfEachCheck } from './answer-of-standalone.ts';
import {
  authorityFile,
  logKeyFile,
  readVectorFolders,
  signersFile,
  toAnswer,
  vectorTime,
} from './vector-folders.ts';

const folders = readVectorFolders();

describe('The test vectors', () => {
  it('are all there', () => {
    expect(folders.length).toBeGreaterThan(90);
  });

  it('carry the expected state in their names', () => {
    const wrong = folders.filter(({ name, expected }) => !name.startsWith(`${expected.state}--`));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

describe('The core answers as expected to', () => {
  for (const { name, bundle, expected } of folders) {
    it(name, async () => {
      expect(await answerOfCoreToFile(bundle)).toEqual(expected);
    });
  }
});

describe('The command line answers as expected to', () => {
  for (const { name, bundle, expected, exitCode } of folders) {
    it(name, async () => {
      const keys = ['--vkey', logKeyFile, '--signers', signersFile, '--tsa', authorityFile];
      const bench = createCliBench();
      bench.setClock(vectorTime);
      const { code, out } = await bench.run(['verify', bundle, ...keys, '--json']);
      expect(toAnswer(JSON.parse(out))).toEqual(expected);
      expect(code).toBe(exitCode);
    });
  }
});

describe('The second verifier answers as expected to', () => {
  // It reads no time stamps, as docs/format.md allows: what it says then stands in the same file.
  for (const { name, bundle, withoutTimeStamp } of folders) {
    const { expected, exitCode } = withoutTimeStamp;
    it(name, () => {
      const run = runStandalone([bundle]);
      const { state, formatError, results } = expected;
      expect(run.answers).toEqual([{ state, formatError, open: worstOfEachCheck(results) }]);
      expect(run.exitCode).toBe(exitCode);
      expect(run.errors).toBe('');
    });
  }
});
