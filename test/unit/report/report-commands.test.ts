import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/bytes/hex.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';
import { makeIdentity } from '../../../shared/identity/identity.ts';
import type { ReportExtract } from '../../../shared/report/extract.ts';
import { makeReport } from '../../../shared/report/make-report.ts';
import type { ReportOrder } from '../../../shared/report/order.ts';
import type { ReportRecord } from '../../../shared/report/record.ts';
import { renderReport } from '../../../shared/report/render-report.ts';
import { proofExample } from '../../../shared/report/sections/proof-example.ts';
import { signReport } from '../../../shared/report/signatures/sign-report.ts';
import { toReportDocument } from '../../../shared/report/to-document.ts';
import { sealEvents, smallCase } from '../../support/report-extract.ts';

function recordOf({ extract, order }: { extract: ReportExtract; order: ReportOrder }): ReportRecord {
  const made = makeReport(extract, order);
  if (made.kind === 'refused') throw new Error(made.problems.map(({ statement }) => statement).join('\n'));
  return made.record;
}

const tools = ['bash', 'sha256sum', 'openssl', 'xxd', 'base64', 'ssh-keygen'];
const hasTools = tools.every((tool) => spawnSync(tool, ['--version']).error === undefined);

describe.skipIf(!hasTools)(
  'The commands of a report (skipped without bash, coreutils, openssl, ssh-keygen and xxd)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'vouch-report-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const run = (text: string) => {
      const { stdout, stderr } = spawnSync('bash', ['-'], { cwd: folder, input: text, encoding: 'utf8' });
      expect(stderr).toBe('');
      return stdout.trim().split('\n');
    };

    beforeAll(async () => {
      for (const [path, bytes] of await sealEvents()) {
        mkdirSync(join(folder, dirname(path)), { recursive: true });
        writeFileSync(join(folder, path), bytes);
      }
    });

    it('print what the report says, step by step, from a line to the signature of its log', async () => {
      const example = proofExample(recordOf(await smallCase()));
      expect(example?.steps.map(({ title }) => title)).toEqual([
        'The leaf, from the line:',
        'The root, from the leaf:',
        'Size and root, as the log signed them:',
        'The signature of the log, by the pinned key:',
      ]);
      for (const { command } of example?.steps ?? []) {
        expect(run(command.text).slice(-command.prints.length)).toEqual(command.prints);
      }
    });

    it('print the leaf of each entry', async () => {
      const record = recordOf(await smallCase());
      const { blocks } = toReportDocument(record, '00'.repeat(32));
      const checks = blocks.flatMap((block) =>
        block.kind === 'paragraph'
          ? block.runs
              .filter(({ style, text }) => style === 'code' && text.startsWith('sed -n'))
              .map(({ text }) => text)
          : [],
      );
      expect(checks.flatMap(run)).toEqual(record.entries.map(({ leaf }) => leaf));
    });

    it('say who signed it, by SSH and by certificate, and that nothing was changed', async () => {
      const identity = makeIdentity('A. Auditor', new Uint8Array(32).fill(9), Date.UTC(2026, 0, 1));
      if (identity === null) throw new Error('The key is one.');
      const { extract, order } = await smallCase();
      const preparer = { name: identity.name, fingerprint: identity.fingerprint };
      const record = recordOf({ extract, order: { ...order, preparer } });
      const bytes = renderReport(record);
      writeFileSync(join(folder, 'report.json'), bytes);
      for (const file of signReport({ name: 'report.json', bytes }, identity, 'preparer', order.producedAt)) {
        writeFileSync(join(folder, file.name), file.bytes);
      }
      const { blocks } = toReportDocument(record, toHex(sha256(bytes)));
      const from = blocks.findIndex((block) => block.kind === 'heading' && block.id === 'checking');
      const commands = blocks
        .slice(from)
        .flatMap((block) => (block.kind === 'code' ? [block.runs.map(({ text }) => text).join('')] : []))
        .slice(0, 3);
      const outputs = commands.map((command) => {
        const { stdout, stderr, status } = spawnSync('bash', ['-'], {
          cwd: folder,
          input: command,
          encoding: 'utf8',
        });
        return `${status} ${stdout}${stderr}`;
      });
      expect(outputs[0]).toBe('0 report.json: OK\n');
      expect(outputs[1]).toContain('0 Good "evidence-report@v1" signature with ECDSA key');
      expect(outputs[1]).toContain(identity.fingerprint);
      expect(outputs[2]).toContain('CMS Verification successful');
      expect(outputs[2]).toContain(identity.fingerprint);
    });
  },
);
