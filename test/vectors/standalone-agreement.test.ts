import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  editText,
  notePath,
  repacked,
  sealSmall,
  segmentPath,
  zipMembers,
} from '../../scripts/vectors/small-log.ts';
import { logKey, packerKey, renderLogKeyFile, vectorOrigin } from '../../scripts/vectors/vector-keys.ts';
import { renderSignedNote } from '../../shared/crypto/signed-note.ts';
import { readText, type SampleMembers, signAsPacker } from '../../shared/samples/sample-members.ts';
import { answerOfCore } from './answer-of-core.ts';
import { runStandalone } from './answer-of-standalone.ts';

// Small changes that a careless reader takes for nothing. Each is what the page says, and what both verifiers say.
const folder = mkdtempSync(join(tmpdir(), 'vouch-agreement-'));
afterAll(() => rmSync(folder, { recursive: true }));
const { members } = await sealSmall();
const before = await sealSmall({ entries: 8 });
const { members: range } = await sealSmall({ continues: before.end, entries: 4 });
const descriptor = 'data/bundle.json';
const signature = 'tagmanifest-sha256.txt.sig';

function edit(path: string, change: (text: string) => string): SampleMembers {
  return repacked(editText(members, path, change));
}

/** Only the packer can sign anew; this leaves the signature as somebody else changed it. */
function withSignature(change: (blob: string) => string): SampleMembers {
  const lines = readText(members, signature).split('\n');
  const blob = Buffer.from(lines.slice(1, -2).join(''), 'base64').toString('latin1');
  const columns =
    Buffer.from(change(blob), 'latin1')
      .toString('base64')
      .match(/.{1,70}/g) ?? [];
  const armored = [lines[0], ...columns, ...lines.slice(-2)].join('\n');
  return new Map(members).set(signature, Buffer.from(armored));
}

/** What the log itself signed, as a member. */
function withNote(path: string, text: string): SampleMembers {
  const note = renderSignedNote(text, [{ name: vectorOrigin, secretKey: logKey }]);
  return repacked(new Map(members).set(path, note));
}

/** The packer may write any manifest; this one names a file twice, and the tag manifest says so. */
function withLineTwice(): SampleMembers {
  const [manifest, tagManifest] = ['manifest-sha256.txt', 'tagmanifest-sha256.txt'];
  const [line = ''] = readText(members, manifest).split('\n');
  const twice = `${readText(members, manifest)}${line}\n`;
  const digest = createHash('sha256').update(twice).digest('hex');
  const tags = readText(members, tagManifest).replace(/[0-9a-f]{64}(?= [ *]manifest-)/, digest);
  const changed = [
    [manifest, Buffer.from(twice)],
    [tagManifest, Buffer.from(tags)],
  ] as const;
  return signAsPacker(new Map([...members, ...changed]), packerKey);
}

function revocation(time: string): SampleMembers {
  const [key = ''] = renderLogKeyFile().trim().split('\n').slice(-1);
  return withNote('data/keys/end.note', `evb/1 key revocation\n${vectorOrigin}\n${key}\n${time}\nlost\n`);
}

function without(path: string): SampleMembers {
  const kept = [...members].filter(([name]) => name !== path);
  const tagManifest = 'tagmanifest-sha256.txt';
  const lines = readText(members, tagManifest).split('\n');
  return new Map(kept).set(tagManifest, Buffer.from(lines.filter((line) => !line.endsWith(path)).join('\n')));
}

const cases: readonly (readonly [string, string, SampleMembers])[] = [
  ['nothing changed', 'verified', members],
  [
    'a mapping that points to the whole entry',
    'refused',
    edit(descriptor, (text) => text.replace('"/actor"', '""')),
  ],
  [
    'a pointer with a wrong escape',
    'refused',
    edit(descriptor, (text) => text.replace('"/actor"', '"/a~2"')),
  ],
  ['a frontier of null', 'refused', edit(descriptor, (text) => text.replace('{', '{"frontier":null,'))],
  [
    'a name that is spelled twice in two ways',
    'refused',
    edit(descriptor, (text) => text.replace('{', '{"\\u0066ormat":"evb/1",')),
  ],
  [
    'a signature of another type than its key',
    'failed',
    withSignature((blob) => blob.replace(/ssh-ed25519(?=\0\0\0@)/, 'ssh-ed25919')),
  ],
  [
    'a key of another type',
    'not-verifiable',
    withSignature((blob) => blob.replace('ssh-ed25519', 'ssh-ed25919')),
  ],
  ['a digest of another kind', 'not-verifiable', withSignature((blob) => blob.replace('sha512', 'sha384'))],
  [
    'a signature that states another namespace than it is over',
    'failed',
    withSignature((blob) => blob.replace('evidence-bundle@v1', 'evidence-bundle@v2')),
  ],
  ['a manifest that names a file twice', 'failed', withLineTwice()],
  ['a revocation that is yet to come', 'verified', revocation('2999-01-01T00:00:00Z')],
  ['a revocation that has come', 'not-verifiable', revocation('2026-03-01T00:00:00Z')],
  [
    'a checkpoint under the name of another size',
    'failed',
    repacked(new Map(members).set(notePath(9), members.get(notePath(8)) ?? new Uint8Array(0))),
  ],
  [
    'a checkpoint of another log, signed by this one',
    'failed',
    withNote(notePath(12), `${readText(members, notePath(12)).split('\n\n')[0]?.replace(/^.*/, 'x/y')}\n`),
  ],
  [
    'a range with a checkpoint that covers only what is before it',
    'not-verifiable',
    repacked(new Map(range).set(notePath(4), before.members.get(notePath(4)) ?? new Uint8Array(0))),
  ],
  ['a range as it was sealed', 'verified', range],
  ['bytes behind the signature', 'failed', withSignature((blob) => `${blob}\0`)],
  ['no bag declaration, and no line that lists it', 'failed', without('bagit.txt')],
  [
    'a time of a day that does not exist',
    'failed',
    edit(segmentPath(0), (text) => text.replace('2026-03-01', '2026-02-30')),
  ],
  ['a time in a list', 'failed', edit(segmentPath(0), (text) => text.replace(/"ts":("[^"]*")/, '"ts":[$1]'))],
  [
    'an empty segment with the name of the next one',
    'verified',
    repacked(new Map(members).set(segmentPath(12), Buffer.alloc(0))),
  ],
  [
    'an empty segment with the name of a later one',
    'failed',
    repacked(new Map(members).set(segmentPath(99), Buffer.alloc(0))),
  ],
];

const paths = await Promise.all(
  cases.map(async ([, , changed], index) => {
    const path = join(folder, `${index}.evb.zip`);
    writeFileSync(path, await zipMembers(changed));
    return path;
  }),
);
const { answers, errors } = runStandalone(paths);

describe('The core and the second verifier agree about a bundle with', () => {
  for (const [index, [name, state, changed]] of cases.entries()) {
    it(`${name}: ${state}`, async () => {
      expect((await answerOfCore(await zipMembers(changed))).state).toBe(state);
      expect(answers[index]?.state).toBe(state);
      expect(errors).toBe('');
    });
  }
});
