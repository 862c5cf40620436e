import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import { writeZip } from '../shared/archive/zip-writer.ts';
import { memberPaths } from '../shared/bundle/bundle-layout.ts';
import type { BundleSource } from '../shared/bundle/bundle-source.ts';
import type { Descriptor } from '../shared/bundle/descriptor.ts';
import { parseDescriptor } from '../shared/bundle/parse-descriptor.ts';
import { CancelledError } from '../shared/bytes/errors.ts';
import { publicKeyOf } from '../shared/crypto/ed25519.ts';
import { renderSshPublicKey } from '../shared/crypto/ssh-public-key.ts';
import { applyOrder, NamedEntries, planProblems } from '../shared/redaction/apply-order.ts';
import { FieldTally } from '../shared/redaction/leaving-fields.ts';
import type { RedactionOrderFile } from '../shared/redaction/order-file.ts';
import { planRedaction, type RedactionPlan, type RefusedPlan } from '../shared/redaction/plan-redaction.ts';
import { presetRules } from '../shared/redaction/presets.ts';
import { type Redaction, redactBundle } from '../shared/redaction/redact-bundle.ts';
import { scanInWords } from '../shared/redaction/redaction-log.ts';
import {
  scanWritten,
  type WrittenFile,
  type WrittenScan,
  writtenMembers,
} from '../shared/redaction/scan-written.ts';
import { readMember, sourceSegments } from '../shared/redaction/segment-lines.ts';
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
    const step = startStep(context);
    const rules = await withPreset(request, { source, descriptor }, step);
    const named = new NamedEntries(rules, descriptor.origin);
    const withheld = await withheldLines(open.searcher, start, request.lines);
    const { by, reason, privilege } = request;
    const order = applyOrder(
      rules,
      { origin: descriptor.origin, start, isKept: (ordinal) => !withheld.has(ordinal) },
      { by, reason, privilege, claimedTime: context.now(), tool: `vouch ${context.version}` },
    );
    sayUnreadable(bundle.observation.ambiguous, request, context.terminal);
    const plan = await planRedaction(
      source,
      { start, lines: bundle.searched.lines },
      order,
      { onLines: (lines) => step.take(`Looked at ${lines} lines`) },
      (line) => named.look(line),
    );
    if (plan.kind === 'refused') throw refusal(plan);
    const [problem] = [...named.problems, ...planProblems(plan, rules)];
    if (problem !== undefined) throw new UsageError(problem);

    const facts = { ...order, origin: descriptor.origin };
    const file = await openGrowingFile(request.out);
    const logs = await openRedactionLogs(request, facts, request.isOrdered || request.preset ? rules : null);
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

/** The order that was given, or that follows from the fields that are there and the preset. */
async function withPreset(
  { file, preset }: RedactRequest,
  { source, descriptor }: { readonly source: BundleSource; readonly descriptor: Descriptor },
  step: ReturnType<typeof startStep>,
): Promise<RedactionOrderFile> {
  if (preset === null) return file;
  const tally = new FieldTally();
  let lines = 0;
  for (const segment of sourceSegments(source, descriptor.range.start)) {
    for await (const batch of segment.lines()) {
      for (const { reading, disclosures } of batch)
        if (reading.event !== null) tally.add(reading.event, disclosures);
      lines += batch.length;
      await step.take(`Counted the fields of ${lines} lines`);
    }
  }
  return { ...file, ...presetRules(preset, tally.fields(), [descriptor.mapping]) };
}

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
