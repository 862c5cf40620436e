import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import { writeZip } from '../shared/archive/zip-writer.ts';
import { memberPaths } from '../shared/bundle/bundle-layout.ts';
import { parseDescriptor } from '../shared/bundle/parse-descriptor.ts';
import { CancelledError } from '../shared/bytes/errors.ts';
import { publicKeyOf } from '../shared/crypto/ed25519.ts';
import { renderSshPublicKey } from '../shared/crypto/ssh-public-key.ts';
import { planRedaction, type RedactionPlan, type RefusedPlan } from '../shared/redaction/plan-redaction.ts';
import { type Redaction, redactBundle } from '../shared/redaction/redact-bundle.ts';
import { scanInWords } from '../shared/redaction/redaction-log.ts';
import type { RedactionOrder } from '../shared/redaction/redaction-order.ts';
import {
  scanWritten,
  type WrittenFile,
  type WrittenScan,
  writtenMembers,
} from '../shared/redaction/scan-written.ts';
import { readMember } from '../shared/redaction/segment-lines.ts';
import { fingerprintOf } from '../shared/trust/fingerprint.ts';
import { withheldLines } from './chosen-lines.ts';
import { done, exitCodes } from './exit-codes.ts';
import { openSearch } from './open-search.ts';
import { UsageError } from './options.ts';
import { nodeDigests } from './platform/digests.ts';
import { openGrowingFile } from './platform/growing-file.ts';
import { deflateRawNode } from './platform/inflate.ts';
import { withBundle } from './platform/open-bundle.ts';
import { startProgress } from './progress.ts';
import { readBundle } from './read-bundle.ts';
import { writeExcerpt } from './redact-excerpt.ts';
import { saysClean } from './redact-found.ts';
import { openRedactionLogs, type RedactionLogs } from './redact-logs.ts';
import { type RedactRequest, readRedactRequest } from './redact-options.ts';
import type { Command, CommandContext } from './run-command.ts';
import type { Terminal } from './terminal.ts';

/** `vouch redact`: a bundle of which parts are left out, and which still proves the rest. Writes all of it or nothing. */
export const redact: Command = async (args, context) => {
  const request = await readRedactRequest(args);
  const open = await openSearch([request.path], request.store, context);
  const [bundle] = open.bundles;
  if (bundle === undefined || bundle.verdict.state === 'failed') {
    context.terminal.talk(
      'vouch: a bundle that fails is not redacted: the new signature would cover its faults.',
    );
    return exitCodes.failed;
  }
  if (request.excerpt !== null) return writeExcerpt(request, request.excerpt, open.searcher, context);
  return withBundle(request.path, async (source) => {
    const descriptor = parseDescriptor(await readMember(source, memberPaths.descriptor));
    const { start } = descriptor.range;
    const withheld = await withheldLines(open.searcher, start, request.lines);
    const order: RedactionOrder = {
      ...request,
      claimedTime: context.now(),
      tool: `vouch ${context.version}`,
      isWithheld: (ordinal) => withheld.has(ordinal),
    };
    sayUnreadable(bundle.observation.ambiguous, request, context.terminal);
    const step = startStep(context);
    const plan = await planRedaction(source, { start, lines: bundle.searched.lines }, order, {
      onLines: (lines) => step.take(`Looked at ${lines} lines`),
    });
    if (plan.kind === 'refused') throw refusal(plan);
    assertChanges(plan, request);

    const facts = { ...order, origin: descriptor.origin };
    const file = await openGrowingFile(request.out);
    const logs = await openRedactionLogs(request, facts);
    try {
      const members = redactBundle({ source, descriptor, plan }, order, {
        packerKey: request.packerKey ?? new Uint8Array(0),
        digests: nodeDigests,
        onRedaction: (redaction: Redaction) => logs.add(redaction),
        onLines: async (lines) => {
          await step.take(`Wrote ${lines} lines`);
          await logs.flush();
        },
      });
      const deflate = request.isCompressed ? deflateRawNode : null;
      await file.write(writeZip(members, { deflate, crc32 }));
      await logs.flush();
      const scan = await checkWritten(file.path, logs, plan, context);
      step.end();
      if (!saysClean(scan, request, context.terminal)) return exitCodes.failed;
      await logs.append(scan);
      await file.keep();
      await logs.keep();
      report(request, plan, scan, context);
      return done;
    } finally {
      step.end();
      await file.close();
      await logs.close();
    }
  });
};

/** Reads the new bundle as a stranger would, and looks in it and in the logs for what should not be there. */
async function checkWritten(
  path: string,
  logs: RedactionLogs,
  { values }: RedactionPlan,
  context: CommandContext,
): Promise<WrittenScan> {
  return withBundle(path, async (source) => {
    await readBundle(source, context);
    const progress = startProgress(context);
    const files = [...writtenMembers(source), ...logs.files].map((file) => heard(file, context.signal));
    const scan = await scanWritten(files, values, async (name) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (context.signal.aborted) throw new CancelledError();
      progress.step(`Looked for hidden values in ${name}`);
    });
    progress.end();
    return scan;
  });
}

/** A file with an ear for a person who interrupts: a segment may have gigabytes. */
function heard({ name, open }: WrittenFile, signal: AbortSignal): WrittenFile {
  return {
    name,
    async *open() {
      for await (const chunk of open()) {
        if (signal.aborted) throw new CancelledError();
        yield chunk;
      }
    },
  };
}

/** A query finds a line by its fields, and of these lines no field is known. */
function sayUnreadable(ambiguous: number, { hidden, shown }: RedactRequest, terminal: Terminal): void {
  if (ambiguous === 0 || hidden.length > 0 || shown !== null) return;
  terminal.talk(
    `${ambiguous} lines are ambiguous, so that no query finds what they hold: they stay unless they are named (--withhold-seq).`,
  );
}

function report(
  { out, packerKey }: RedactRequest,
  { withheldEntries, hiddenEntries }: RedactionPlan,
  scan: WrittenScan,
  { terminal }: CommandContext,
): void {
  terminal.talk(`Wrote ${basename(out)}: ${withheldEntries} entries withheld.`);
  for (const [pointer, entries] of hiddenEntries)
    terminal.talk(`${pointer} is hidden in ${entries} entries.`);
  terminal.talk(scanInWords(scan));
  if (packerKey === null) return;
  const packer = renderSshPublicKey(publicKeyOf(packerKey));
  terminal.talk(`It is signed by the packer's key with fingerprint ${fingerprintOf(packer, 'packer')}.`);
}

function refusal({ refusals, count }: RefusedPlan): UsageError {
  const places = refusals.map(({ seq, kind, pointer }) =>
    kind === 'in-clear' ? `entry ${seq} has ${pointer} in clear` : `of entry ${seq} no field can be told`,
  );
  const more = count > places.length ? `; and ${count - places.length} more` : '';
  return new UsageError(
    `Only what was committed when the log was sealed can be hidden: ${places.join('; ')}${more}. ` +
      'Withhold these entries (--withhold-seq), or all such (--withhold-rest).',
  );
}

function assertChanges(
  { unmatched, withheldEntries, hiddenEntries }: RedactionPlan,
  { hidden }: RedactRequest,
): void {
  if (unmatched.length > 0)
    throw new UsageError(`No entry that stays has anything at ${unmatched.join(', ')}: is it spelled so?`);
  const hides = [...hiddenEntries.values()].some((entries) => entries > 0);
  if (withheldEntries === 0 && !hides)
    throw new UsageError(
      hidden.length > 0
        ? 'These fields are hidden already.'
        : 'No entry is to be withheld: nothing would change.',
    );
}

/** Progress for a person, and an ear for one who interrupts. */
function startStep(context: CommandContext) {
  const progress = startProgress(context);
  return {
    async take(line: string) {
      // Without this turn, an interrupt would not be heard.
      await new Promise((resolve) => setImmediate(resolve));
      if (context.signal.aborted) throw new CancelledError();
      progress.step(line);
    },
    end: () => progress.end(),
  };
}
