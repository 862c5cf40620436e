import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { memberPaths } from '../shared/bundle/bundle-layout.ts';
import type { BundleSource } from '../shared/bundle/bundle-source.ts';
import type { BundleObservation } from '../shared/bundle/observation.ts';
import { parseStrictObject } from '../shared/json/parse-json.ts';
import { parseDerivation } from '../shared/redaction/derivation.ts';
import { readHead } from '../shared/verify/head.ts';
import { offeredKeys } from '../shared/verify/offered-keys.ts';
import { done, type ExitCode, exitCodes } from './exit-codes.ts';
import { type FoundEntry, printEntry, toEntryDocument } from './inspect-entry.ts';
import { UsageError } from './options.ts';
import { withBundle } from './platform/open-bundle.ts';
import { readBundle } from './read-bundle.ts';
import type { Command, CommandContext } from './run-command.ts';
import type { Terminal } from './terminal.ts';

const schemaVersion = 1;

/** `vouch inspect`: what a bundle states of itself, or one entry. It decides nothing, and says so. */
export const inspect: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { entry: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError('inspect needs the path of one bundle.');
  context.terminal.talk('What follows is what the bundle states; "vouch verify" decides what of it holds.');
  return values.entry === undefined
    ? inspectBundle(path, values.json, context)
    : inspectEntry(path, parseSeq(values.entry), values.json, context);
};

async function inspectBundle(path: string, isJson: boolean, context: CommandContext): Promise<ExitCode> {
  const document = await withBundle(path, async (source) =>
    toDocument(basename(path), await readBundle(source, context)),
  );
  if (isJson) context.terminal.printJson(document);
  else printDocument(document, context.terminal);
  return done;
}

async function inspectEntry(
  path: string,
  seq: number,
  isJson: boolean,
  context: CommandContext,
): Promise<ExitCode> {
  const name = basename(path);
  const entries = await withBundle(path, (source) => findEntries(source, seq, context));
  if (isJson) context.terminal.printJson({ schemaVersion, name, seq, entries });
  else for (const entry of entries) printEntry(entry, context.terminal);
  if (entries.length > 0) return done;
  context.terminal.talk(`No readable entry of ${name} states seq ${seq}.`);
  return exitCodes.unreadable;
}

/** A tampered bundle may hold several lines with one seq, and each of them is worth seeing. */
async function findEntries(source: BundleSource, seq: number, context: CommandContext) {
  const found: FoundEntry[] = [];
  await readBundle(source, context, {
    onLine(member, line) {
      if (line.claimedSeq === seq) found.push({ member, line: { ...line, bytes: line.bytes.slice() } });
    },
  });
  const documents = [];
  for (const entry of found) documents.push(await toEntryDocument(entry, source));
  return documents;
}

function toDocument(name: string, observation: BundleObservation) {
  const { descriptor, lines, entries, withheld, ambiguous, rejectCount } = observation;
  return {
    schemaVersion,
    name,
    origin: descriptor.origin,
    title: descriptor.title,
    range: descriptor.range,
    lines: { total: lines, entries, withheld, ambiguous, rejects: rejectCount },
    redactedFields: observation.disclosures.redactedFields,
    days: [...observation.entriesByDay.keys()].toSorted(),
    heads: readHead(observation).checkpoints.map(({ checkpoint }) => checkpoint.size),
    offeredKeys: offeredKeys(observation, []),
    members: observation.members,
    ...toDerivation(observation),
  };
}

/** Who redacted the bundle before, as its packer says it; nothing of one that was not. */
function toDerivation({ otherMembers }: BundleObservation) {
  const bytes = otherMembers.get(memberPaths.descriptor);
  const derivation = bytes === undefined ? [] : parseDerivation(parseStrictObject(bytes));
  return derivation.length === 0 ? {} : { derivation };
}

function printDocument(document: ReturnType<typeof toDocument>, terminal: Terminal): void {
  const { lines, days } = document;
  terminal.print(`${document.name}  (stated, not verified)`);
  terminal.print(`  origin    ${document.origin}`);
  terminal.print(`  title     ${document.title}`);
  for (const { by, reason, claimedTime, withheldEntries, hidden } of document.derivation ?? []) {
    const fields = hidden.map(({ pointer, entries }) => `${pointer} hidden in ${entries} entries`);
    const what = [`${withheldEntries} entries withheld`, ...fields].join(', ');
    terminal.print(`  redacted  by ${by} at ${claimedTime}: ${reason} (${what})`);
  }
  terminal.print(`  range     entries ${document.range.start} to ${document.range.end - 1}`);
  terminal.print(
    `  lines     ${lines.total}: ${lines.entries} entries, ${lines.withheld} withheld, ${lines.ambiguous} ambiguous, ${lines.rejects} rejects`,
  );
  terminal.print(`  redacted  ${document.redactedFields} fields`);
  terminal.print(`  days      ${days.length}, from ${days[0] ?? 'none'} to ${days.at(-1) ?? 'none'} (UTC)`);
  terminal.print(`  heads     at ${document.heads.join(', ') || 'none'}`);
  for (const key of document.offeredKeys) {
    terminal.print(`  offered ${key.role} key, not trusted`);
    terminal.print(`      ${key.publicKey}`);
    terminal.print(`      ${key.fingerprint}`);
  }
  for (const { sha256, size, path } of document.members) {
    terminal.print(`  ${sha256}  ${String(size).padStart(12)}  ${path}`);
  }
}

function parseSeq(text: string): number {
  if (!/^(?:0|[1-9][0-9]{0,14})$/.test(text)) throw new UsageError('--entry needs a seq such as 0 or 12345.');
  return Number(text);
}
