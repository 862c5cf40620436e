import type { CloudtrailObservation, DigestFile } from '../../bundle/formats/cloudtrail.ts';
import { type CheckResult, memberPlace, wholeBundle } from '../check-result.ts';
import { countOf } from '../count-words.ts';
import { showFirst } from '../show-first.ts';
import { isSameObject, type LinkedDigest, linkDigests, pathsOf } from './cloudtrail-links.ts';
import { readDigestSignature } from './cloudtrail-signature.ts';
import type { ForeignTrust } from './foreign-trust.ts';
import type { ForeignRules } from './foreign-verdict.ts';

export const cloudtrailRules: ForeignRules = {
  needed: ['cloudtrail-form', 'cloudtrail-log', 'cloudtrail-chain', 'cloudtrail-signature', 'cloudtrail-key'],
  unsigned: 'cloudtrail-signature',
  untrusted: 'cloudtrail-key',
  weak: null,
  words: {
    trusted: 'keys of CloudTrail that were named for this run signed every digest file',
    complete: 'from the first to the last digest file in the folder; what was before and after is not known',
  },
};

/** Whether digest files and log files are those that CloudTrail delivered, and none between them is gone. */
export function checkCloudtrail(trail: CloudtrailObservation, trust: ForeignTrust): readonly CheckResult[] {
  const linked = linkDigests(trail);
  return [
    ...checkForm(trail),
    ...checkLogs(trail),
    ...checkPlaces(trail),
    ...checkChain(linked),
    ...checkUnlisted(trail),
    ...checkBackfill(trail),
    ...checkSignatures(linked, trust),
  ];
}

type Part = Pick<CheckResult, 'code' | 'axis' | 'outcome'>;

function at(part: Part, member: string, statement: string): CheckResult {
  return { ...part, place: memberPlace(member), statement };
}

function checkForm({ digests, unreadable }: CloudtrailObservation): readonly CheckResult[] {
  const part: Part = { code: 'cloudtrail-form', axis: 'bytes', outcome: 'fail' };
  const wrong = unreadable.map(({ member, error }) => {
    // Larger than is read here is no fault of the file.
    const outcome = error.code === 'member-limit' ? 'unknown' : 'fail';
    return at({ ...part, outcome }, member, `${member} cannot be read: ${error.message}`);
  });
  if (wrong.length > 0) return showFirst(wrong);
  const statement = `Read ${countOf(digests.length, 'digest file', 'digest files')} of CloudTrail.`;
  return [{ ...part, outcome: 'pass', place: wholeBundle, statement }];
}

function checkLogs({ digests, logs, unreadable }: CloudtrailObservation): readonly CheckResult[] {
  const wrong: CheckResult[] = [];
  const missing: CheckResult[] = [];
  const part: Part = { code: 'cloudtrail-log', axis: 'bytes', outcome: 'fail' };
  const isUnreadable = (path: string) => unreadable.some(({ member }) => member === path);
  const byDigest = new Map([...logs].map(([path, { digest }]) => [digest, path]));
  let compared = 0;
  for (const { member, content } of digests) {
    for (const log of content.logs) {
      const path = pathsOf(log).find((each) => logs.has(each) || isUnreadable(each));
      const file = path === undefined ? undefined : logs.get(path);
      if (path === undefined) missing.push(toMissing(log.key, member, byDigest.get(log.claimedDigest)));
      if (path === undefined || file === undefined) continue;
      compared += 1;
      if (log.hashAlgorithm !== 'SHA-256') {
        wrong.push(
          at(
            { ...part, outcome: 'unknown' },
            path,
            `${path} is listed with an algorithm that is not supported.`,
          ),
        );
      } else if (file.digest !== log.claimedDigest) {
        const statement = `The content of ${path} is not the one that ${member} lists.`;
        wrong.push({ ...at(part, path, statement), expected: log.claimedDigest, found: file.digest });
      } else if (file.isAppendedTo) {
        wrong.push(
          at(
            part,
            path,
            `Data was appended to ${path} behind its first gzip member, which is all that is listed.`,
          ),
        );
      }
    }
  }
  const statement = `${countOf(compared, 'log file has', 'log files have')} the content that the digest files list.`;
  const pass: CheckResult = { ...part, outcome: 'pass', place: wholeBundle, statement };
  return [...(wrong.length === 0 ? [pass] : showEach(wrong)), ...showEach(missing)];
}

function toMissing(key: string, listedIn: string, elsewhere: string | undefined): CheckResult {
  if (elsewhere !== undefined) {
    const part: Part = { code: 'cloudtrail-moved', axis: 'bytes', outcome: 'fail' };
    return at(part, elsewhere, `${elsewhere} has the content of ${key}, but lies in another place.`);
  }
  const part: Part = { code: 'cloudtrail-missing', axis: 'completeness', outcome: 'fail' };
  return at(part, key, `${listedIn} lists ${key}, which is not there.`);
}

/** A digest file that lies elsewhere than it says could be shown in place of another one. */
function checkPlaces({ digests }: CloudtrailObservation): readonly CheckResult[] {
  const moved = digests.filter(({ member, content }) => !pathsOf(content.name).includes(member));
  const part: Part = { code: 'cloudtrail-moved', axis: 'bytes', outcome: 'fail' };
  return [
    ...showFirst(
      moved.map(({ member, content }) => at(part, member, `${member} says that it is ${content.name.key}.`)),
    ),
    ...digests
      .filter(({ isAppendedTo }) => isAppendedTo)
      .map(({ member }) =>
        at(
          { ...part, code: 'cloudtrail-chain' },
          member,
          `Data was appended to ${member} behind its first gzip member.`,
        ),
      ),
  ];
}

function checkChain(linked: readonly LinkedDigest[]): readonly CheckResult[] {
  const part: Part = { code: 'cloudtrail-chain', axis: 'bytes', outcome: 'fail' };
  const gap: Part = { code: 'cloudtrail-gap', axis: 'completeness', outcome: 'fail' };
  const results = linked.flatMap(({ file, next, olderInTime }): readonly CheckResult[] => {
    const { member, content } = file;
    const link = next?.content.previous ?? null;
    const isEdited =
      link !== null && (link.claimedDigest !== file.digest || link.hashAlgorithm !== 'SHA-256');
    return [
      ...(isEdited
        ? [
            {
              ...at(part, member, `${member} is not the digest file that the next one names.`),
              expected: link.claimedDigest,
              found: file.digest,
            },
          ]
        : []),
      ...(olderInTime === null ? [] : checkNeighbour(file, olderInTime, gap)),
      ...(content.previous === null && olderInTime === null
        ? [at({ ...gap, outcome: 'pass' }, member, `${member} is the first of its trail.`)]
        : []),
    ];
  });
  if (results.some(({ outcome, code }) => outcome === 'fail' && code === part.code)) return showEach(results);
  const statement = `${countOf(linked.length, 'digest file is', 'digest files are')} linked as their trails state.`;
  return [{ ...part, outcome: 'pass', place: wholeBundle, statement }, ...showEach(results)];
}

/** A digest names the one before it; when that is not the one before it in the folder, some between them are gone. */
function checkNeighbour(
  { member, content }: DigestFile,
  older: DigestFile,
  gap: Part,
): readonly CheckResult[] {
  if (content.previous === null) {
    const statement = `${member} begins a new chain although an older digest file is there: the trail was stopped and started.`;
    return [at({ ...gap, outcome: 'warning' }, member, statement)];
  }
  if (isSameObject(content.previous, older.content.name)) return [];
  const statement = `Digest files between ${older.member} and ${member} are gone: the latter follows ${content.previous.key}.`;
  return [at(gap, member, statement)];
}

/** A log may have come after the last digest file, so one that no digest lists is not false; nothing vouches for it. */
function checkUnlisted({ digests, logs, others }: CloudtrailObservation): readonly CheckResult[] {
  const listed = new Set(
    digests.flatMap(({ content }) =>
      content.logs.flatMap((log) => pathsOf(log).find((path) => logs.has(path)) ?? []),
    ),
  );
  const part: Part = { code: 'cloudtrail-unlisted', axis: 'bytes', outcome: 'unknown' };
  const unlisted = [...[...logs.keys()].filter((path) => !listed.has(path)), ...others];
  return showFirst(
    unlisted.map((path) => at(part, path, `${path} is in no digest file, so nothing vouches for it.`)),
  );
}

function checkBackfill({ digests }: CloudtrailObservation): readonly CheckResult[] {
  const part: Part = { code: 'cloudtrail-backfill', axis: 'bytes', outcome: 'unknown' };
  return showFirst(
    digests
      .filter(({ isBackfill }) => isBackfill)
      .map(({ member }) =>
        at(
          part,
          member,
          `${member} lists logs that were delivered late; such digest files are not verified here.`,
        ),
      ),
  );
}

function checkSignatures(linked: readonly LinkedDigest[], trust: ForeignTrust): readonly CheckResult[] {
  const part: Part = { code: 'cloudtrail-signature', axis: 'signer', outcome: 'fail' };
  const results: CheckResult[] = [];
  let trusted = 0;
  for (const { file, next } of linked) {
    if (file.isBackfill) continue;
    const { member } = file;
    const signature = readDigestSignature(file, next?.content.previous?.signature ?? null, trust);
    switch (signature.kind) {
      case 'trusted':
        trusted += 1;
        break;
      case 'none':
        results.push(
          at(
            { ...part, outcome: 'unknown' },
            member,
            `The signature of ${member} is not there: neither a next digest nor ${member}.metadata.json states it.`,
          ),
        );
        break;
      case 'invalid':
        results.push(at(part, member, `The signature of ${member} is false: ${signature.reason}.`));
        break;
      case 'unknown-key':
        results.push(
          at(
            { ...part, code: 'cloudtrail-key', outcome: 'unknown' },
            member,
            `${member} cannot be checked: ${signature.reason}.`,
          ),
        );
        break;
      case 'unsupported':
        results.push(
          at(
            { ...part, code: 'cloudtrail-unsupported', outcome: 'unknown' },
            member,
            `${member} is signed with ${signature.reason}, which is not verified here.`,
          ),
        );
        break;
    }
  }
  if (results.length > 0 || trusted === 0) return showEach(results);
  const statement = `${countOf(trusted, 'digest file is', 'digest files are')} signed by a key that was named for this run.`;
  const pass: CheckResult = { ...part, outcome: 'pass', place: wholeBundle, statement };
  return [pass, { ...pass, code: 'cloudtrail-key' }];
}

/** The cap holds for each code and outcome on its own, so that many of one kind cannot hide another. */
function showEach(results: readonly CheckResult[]): readonly CheckResult[] {
  const kindOf = ({ code, outcome }: CheckResult) => `${code} ${outcome}`;
  const kinds = [...new Set(results.map(kindOf))];
  return kinds.flatMap((kind) => showFirst(results.filter((result) => kindOf(result) === kind)));
}
