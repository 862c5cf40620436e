import { FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { quote } from '../bytes/quote.ts';
import { tryParse } from '../bytes/try-parse.ts';
import { checkEd25519Key } from '../crypto/ed25519.ts';
import { parseVerifierKey, type VerifierKey, type VerifierKeyKind } from '../crypto/verifier-key.ts';
import type { Witness, WitnessGroup, WitnessPolicy } from './witness-policy.ts';

/** A C2SP tlog-policy file: which logs, which witnesses, and how many of them must have cosigned. */
export interface TlogPolicy extends Omit<WitnessPolicy, 'origin'> {
  /** C2SP verifier keys of type 01. URLs are not kept: nothing here goes to a network. */
  readonly logs: readonly string[];
}

/** At least 32 of each is what the specification asks for; more would only serve to exhaust a reader. */
const mostOfAKind = 256;
const noQuorum = 'none';

/** Reads a policy file. Throws FormatError `policy` whose place names the line. */
export function parseTlogPolicy(text: string): TlogPolicy {
  const reading = startReading();
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1;
    // Of control characters only tab and newline may stand in a policy (section "Character set").
    if (/[^\t\P{Cc}]/u.test(raw)) throw wrong(line, 'A policy holds no control character.');
    const items = raw.split(/[ \t]+/).filter((item) => item !== '');
    const [keyword = '#', ...rest] = items;
    if (keyword.startsWith('#')) continue;
    readLine(reading, keyword, rest, line);
  }
  if (reading.quorum === undefined) throw wrong(1, 'A policy has exactly one quorum line; there is none.');
  const { logs, witnesses, groups, quorum } = reading;
  return { logs, witnesses, groups, quorum };
}

/** The text that `parseTlogPolicy` reads, in an order in which every name is defined before it is used. */
export function renderTlogPolicy({ logs, witnesses, groups, quorum }: TlogPolicy): string {
  const lines = [
    ...logs.map((vkey) => `log ${vkey}`),
    ...witnesses.map(({ name, vkey }) => `witness ${name} ${vkey}`),
    ...groups.map(({ name, threshold, members }) => `group ${name} ${threshold} ${members.join(' ')}`),
    `quorum ${quorum ?? noQuorum}`,
  ];
  return `${lines.join('\n')}\n`;
}

interface Reading {
  readonly logs: string[];
  readonly witnesses: Witness[];
  readonly groups: WitnessGroup[];
  quorum: string | null | undefined;
  /** Raw keys by kind, in hex: a key of a log that is its own witness would confirm itself. */
  readonly keys: Set<string>;
  readonly names: Set<string>;
  /** Names that are a member of some group already. */
  readonly members: Set<string>;
}

function startReading(): Reading {
  return {
    logs: [],
    witnesses: [],
    groups: [],
    quorum: undefined,
    keys: new Set(),
    names: new Set(),
    members: new Set(),
  };
}

type LineReader = (reading: Reading, items: readonly string[], line: number) => void;

function readLine(reading: Reading, keyword: string, items: readonly string[], line: number): void {
  const read = lineReaders.get(keyword);
  if (read === undefined) {
    throw wrong(line, `A line begins with log, witness, group or quorum, not with ${quote(keyword)}.`);
  }
  read(reading, items, line);
}

const lineReaders: ReadonlyMap<string, LineReader> = new Map([
  ['log', readLog],
  ['witness', readWitness],
  ['group', readGroup],
  ['quorum', readQuorum],
]);

function readLog(reading: Reading, items: readonly string[], line: number): void {
  const [vkey = ''] = items;
  assertCount(items, 1, 2, 'log VKEY [URL]', line);
  addKey(reading, vkey, 'log', line);
  assertRoom(reading.logs.length, line);
  reading.logs.push(vkey);
}

function readWitness(reading: Reading, items: readonly string[], line: number): void {
  const [name = '', vkey = ''] = items;
  assertCount(items, 2, 3, 'witness NAME VKEY [URL]', line);
  addName(reading, name, line);
  addKey(reading, vkey, 'witness', line);
  assertRoom(reading.witnesses.length, line);
  reading.witnesses.push({ name, vkey });
}

function readGroup(reading: Reading, items: readonly string[], line: number): void {
  const [name = '', stated = '', ...members] = items;
  assertCount(items, 3, 2 + mostOfAKind, 'group NAME THRESHOLD MEMBER...', line);
  for (const member of members) {
    if (!reading.names.has(member)) throw wrong(line, `${quote(member)} is not defined before this line.`);
    // So that a witness can count in one way only, whatever the groups are.
    if (reading.members.has(member)) throw wrong(line, `${quote(member)} is a member of a group already.`);
    reading.members.add(member);
  }
  addName(reading, name, line);
  assertRoom(reading.groups.length, line);
  reading.groups.push({ name, threshold: readThreshold(stated, members.length, line), members });
}

function readThreshold(stated: string, members: number, line: number): number {
  if (stated === 'any') return 1;
  if (stated === 'all') return members;
  const threshold = /^[1-9][0-9]{0,5}$/.test(stated) ? Number(stated) : 0;
  if (threshold >= 1 && threshold <= members) return threshold;
  throw wrong(line, `A threshold is all, any or 1 to ${members}, not ${quote(stated)}.`);
}

function readQuorum(reading: Reading, items: readonly string[], line: number): void {
  const [name = ''] = items;
  assertCount(items, 1, 1, 'quorum NAME', line);
  if (reading.quorum !== undefined) throw wrong(line, 'A policy has exactly one quorum line.');
  if (name !== noQuorum && !reading.names.has(name)) {
    throw wrong(line, `${quote(name)} is not defined before this line.`);
  }
  reading.quorum = name === noQuorum ? null : name;
}

function addName(reading: Reading, name: string, line: number): void {
  if (name === noQuorum) throw wrong(line, `The name ${noQuorum} has a meaning of its own.`);
  if (reading.names.has(name)) throw wrong(line, `The name ${quote(name)} is defined twice.`);
  reading.names.add(name);
}

function addKey(reading: Reading, vkey: string, kind: VerifierKeyKind, line: number): void {
  const { publicKey } = readKey(vkey, kind, line);
  const defect = checkEd25519Key(publicKey);
  if (defect !== null) throw wrong(line, `The key is no sound Ed25519 key (${defect}).`);
  // Two keys are the same when the bytes are, whatever their names and key hashes say.
  if (reading.keys.has(toHex(publicKey))) throw wrong(line, 'The key stands in the policy twice.');
  reading.keys.add(toHex(publicKey));
}

function readKey(vkey: string, kind: VerifierKeyKind, line: number): VerifierKey {
  const parsed = tryParse(() => parseVerifierKey(vkey, kind));
  if (parsed.kind === 'value') return parsed.value;
  throw wrong(line, `The key of the ${kind} cannot be used. ${parsed.error.message}`);
}

function assertCount(
  items: readonly unknown[],
  least: number,
  most: number,
  form: string,
  line: number,
): void {
  if (items.length < least || items.length > most) throw wrong(line, `Expected the form: ${form}.`);
}

function assertRoom(count: number, line: number): void {
  if (count >= mostOfAKind) throw wrong(line, `A policy has at most ${mostOfAKind} lines of a kind.`);
}

function wrong(line: number, statement: string): FormatError {
  return new FormatError('policy', `Line ${line} of the policy: ${statement}`, { line });
}
