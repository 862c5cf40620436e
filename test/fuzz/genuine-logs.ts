import { createHash } from 'node:crypto';
import { inflateRawNode } from '../../cli/platform/inflate.ts';
import { soundCases } from '../../scripts/vectors/cases-sound.ts';
import { timeStampCases } from '../../scripts/vectors/cases-time-stamp.ts';
import { repacked, sealSmall } from '../../scripts/vectors/small-log.ts';
import { logKey, strangerLogKey, vectorOrigin } from '../../scripts/vectors/vector-keys.ts';
import { openZipBundle } from '../../shared/bundle/zip-source.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { memorySource } from '../../shared/bytes/memory-source.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { publicKeyOf } from '../../shared/crypto/ed25519.ts';
import { renderSignedNote } from '../../shared/crypto/signed-note.ts';
import { toVerifierKey } from '../../shared/crypto/verifier-key.ts';
import type { SampleMembers } from '../../shared/samples/sample-members.ts';
import { renderKeyStatement } from '../../shared/trust/key-statement.ts';

/** A bundle that the holders of the pinned keys really made. */
export interface GenuineLog {
  readonly name: string;
  readonly members: SampleMembers;
  /** The number of the first line. */
  readonly start: number;
  /** Byte for byte, as Latin-1. */
  readonly lines: readonly string[];
}

/** The sound test vectors, some of them with a time stamp, and one bundle with every other kind of member. */
export async function makeGenuineLogs(): Promise<readonly GenuineLog[]> {
  const logs: GenuineLog[] = [
    toGenuineLog('with every kind of member but a time stamp', await withEveryMember()),
  ];
  const stamped = timeStampCases.filter(({ state }) => state === 'verified');
  for (const { name, make } of [...soundCases, ...stamped]) {
    logs.push(toGenuineLog(name, await membersOfZip(await make())));
  }
  return logs;
}

/** The lines of all segments of these members, in the order of their names; without a last LF, also that line. */
export function linesOf(members: SampleMembers): readonly string[] {
  const paths = [...members.keys()].filter((path) => path.startsWith('data/segments/')).toSorted();
  return paths.flatMap((path) => {
    const lines = Buffer.from(members.get(path) ?? [])
      .toString('latin1')
      .split('\n');
    return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  });
}

/** The stub that stands for a line, made here from R3 and not by the code under test. */
export function stubFor(line: string): string {
  return `#withheld ${createHash('sha256').update('\0').update(line, 'latin1').digest('hex')}`;
}

function toGenuineLog(name: string, members: SampleMembers): GenuineLog {
  const descriptor = JSON.parse(Buffer.from(members.get('data/bundle.json') ?? []).toString('utf8'));
  return { name, members, start: descriptor.range.start, lines: linesOf(members) };
}

async function membersOfZip(zip: Uint8Array): Promise<SampleMembers> {
  const source = await openZipBundle(memorySource('genuine.zip', zip), inflateRawNode, limits);
  const members = new Map<string, Uint8Array>();
  for (const { path } of source.members) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source.open(path)) chunks.push(chunk);
    members.set(path, concatBytes(chunks));
  }
  return members;
}

async function withEveryMember(): Promise<SampleMembers> {
  const members = new Map((await sealSmall()).members);
  const blob = encodeUtf8('a screenshot');
  members.set(`data/attachments/${createHash('sha256').update(blob).digest('hex')}`, blob);
  members.set('data/provenance/original/bundle.json', encodeUtf8('{}'));
  const statement = renderKeyStatement({
    kind: 'rotation',
    origin: vectorOrigin,
    from: toVerifierKey(vectorOrigin, publicKeyOf(logKey)),
    to: toVerifierKey(vectorOrigin, publicKeyOf(strangerLogKey)),
    at: Date.UTC(2026, 5, 1),
  });
  const signers = [logKey, strangerLogKey].map((secretKey) => ({ name: vectorOrigin, secretKey }));
  members.set('data/keys/next.note', renderSignedNote(statement, signers));
  return repacked(members);
}
