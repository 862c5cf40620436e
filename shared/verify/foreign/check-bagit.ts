import { type BagManifest, type BagObservation, payloadFolder } from '../../bundle/formats/bagit.ts';
import { type CheckResult, memberPlace, wholeBundle } from '../check-result.ts';
import { countOf } from '../count-words.ts';
import { showFirst } from '../show-first.ts';
import type { ForeignRules } from './foreign-verdict.ts';
import { outcomeOfUnread } from './result-at.ts';

export const bagRules: ForeignRules = {
  needed: ['bagit-form', 'bagit-digest', 'bagit-signature'],
  unsigned: 'bagit-signature',
  untrusted: null,
  weak: 'bagit-weak',
  words: {
    trusted: 'signed',
    complete: 'every file that the bag lists is here; what was never packed is not known',
  },
};

/** RFC 8493 section 3: whether a bag is complete and valid. A bag names no signer, so it is never more than intact. */
export function checkBag(bag: BagObservation): readonly CheckResult[] {
  return [
    ...checkForm(bag),
    ...checkDigests(bag),
    ...checkMissing(bag),
    ...checkUnlisted(bag),
    ...checkOxum(bag),
    {
      code: 'bagit-signature',
      axis: 'signer',
      outcome: 'unknown',
      place: wholeBundle,
      statement: 'None: BagIt has no signatures, so whoever changes a file can write new manifests.',
    },
  ];
}

function checkForm({ declaration, manifests, unreadable, fetched }: BagObservation): readonly CheckResult[] {
  const fail = (member: string, statement: string): CheckResult => ({
    code: 'bagit-form',
    axis: 'bytes',
    outcome: 'fail',
    place: memberPlace(member),
    statement,
  });
  const payload = manifests.filter(isPayloadManifest);
  const listed = new Set(payload.flatMap(({ claimedDigests }) => [...claimedDigests.keys()]));
  const wrong = [
    // Another encoding than those known here says nothing about the files: it is open, not wrong.
    ...unreadable.map(
      ({ member, error }): CheckResult => ({
        ...fail(member, error.message),
        outcome: outcomeOfUnread(error),
      }),
    ),
    ...(payload.length === 0 ? [fail('bagit.txt', 'The bag has no payload manifest.')] : []),
    ...manifests.flatMap((manifest) =>
      [...manifest.claimedDigests.keys()]
        .filter((path) => path.startsWith(payloadFolder) !== isPayloadManifest(manifest))
        .map((path) => fail(manifest.member, `${manifest.member} lists ${path}, which is not its to list.`)),
    ),
    ...fetched
      .filter((path) => !listed.has(path))
      .map((path) => fail('fetch.txt', `fetch.txt names ${path}, which no payload manifest lists.`)),
  ];
  if (wrong.length > 0) return showFirst(wrong);
  const { version, encoding } = declaration;
  const statement = `Read as a BagIt ${version} bag whose tag files are in ${encoding}.`;
  return [{ code: 'bagit-form', axis: 'bytes', outcome: 'pass', place: wholeBundle, statement }];
}

function checkDigests({ manifests, members }: BagObservation): readonly CheckResult[] {
  const unknown: CheckResult[] = [];
  const wrong: CheckResult[] = [];
  const strength = new Map<string, 'strong' | 'weak'>();
  for (const { member, algorithm, algorithmName, claimedDigests } of manifests) {
    if (algorithm === null) {
      unknown.push({
        code: 'bagit-digest',
        axis: 'bytes',
        outcome: 'unknown',
        place: memberPlace(member),
        statement: `The algorithm ${algorithmName.slice(0, 40)} of ${member} is not supported; nothing it states was compared.`,
      });
      continue;
    }
    for (const [path, claimed] of claimedDigests) {
      const found = members.get(path)?.digests.get(algorithm.name);
      if (found === undefined) continue;
      if (strength.get(path) !== 'strong') strength.set(path, algorithm.strength);
      if (found === claimed) continue;
      wrong.push({
        code: 'bagit-digest',
        axis: 'bytes',
        outcome: 'fail',
        place: memberPlace(path),
        statement: `${path} has another ${algorithm.name} digest than ${member} states.`,
        expected: claimed,
        found,
      });
    }
  }
  const pass: CheckResult = {
    code: 'bagit-digest',
    axis: 'bytes',
    outcome: 'pass',
    place: wholeBundle,
    statement: `${countOf(strength.size, 'file has', 'files have')} the digests that the manifests state.`,
  };
  // A manifest in an algorithm that is not known may well be one of several.
  const isCovered = [...members.keys()].every(
    (path) => !path.startsWith(payloadFolder) || strength.has(path),
  );
  const open = isCovered
    ? unknown.map((result): CheckResult => ({ ...result, outcome: 'warning' }))
    : unknown;
  const decided = wrong.length > 0 ? showFirst(wrong) : open.length > 0 && !isCovered ? [] : [pass];
  return [...decided, ...open, ...checkWeak(strength)];
}

function checkWeak(strength: ReadonlyMap<string, 'strong' | 'weak'>): readonly CheckResult[] {
  const weak = [...strength].filter(([, kind]) => kind === 'weak').length;
  if (weak === 0) return [];
  return [
    {
      code: 'bagit-weak',
      axis: 'bytes',
      outcome: 'unknown',
      place: wholeBundle,
      statement: `${countOf(weak, 'file agrees', 'files agree')} with MD5 or SHA-1 only, which shows accidents and no forgery.`,
    },
  ];
}

function checkMissing({ manifests, members, fetched }: BagObservation): readonly CheckResult[] {
  const elsewhere = new Set(fetched);
  const listed = new Map(
    manifests.flatMap(({ member, claimedDigests }) =>
      [...claimedDigests.keys()].map((path) => [path, member]),
    ),
  );
  const missing = [...listed].filter(([path]) => !members.has(path));
  const isElsewhere = ([path]: readonly [string, string]) => elsewhere.has(path);
  return [
    ...showFirst(
      missing
        .filter((each) => !isElsewhere(each))
        .map(([path, member]) => ({
          code: 'bagit-missing',
          axis: 'completeness',
          outcome: 'fail',
          place: memberPlace(path),
          statement: `${member} lists ${path}, which is not there.`,
        })),
    ),
    ...showFirst(
      missing.filter(isElsewhere).map(([path]) => ({
        code: 'bagit-fetch',
        axis: 'completeness',
        outcome: 'fail',
        place: memberPlace(path),
        statement: `${path} is not there; fetch.txt says that it lies elsewhere, and nothing is fetched.`,
      })),
    ),
  ];
}

/** Section 3: version 1.0 wants every payload file in every payload manifest, earlier ones in at least one. */
function checkUnlisted({ declaration, manifests, members }: BagObservation): readonly CheckResult[] {
  const payload = manifests.filter(isPayloadManifest);
  const isListed = (path: string) => {
    const holds = ({ claimedDigests }: BagManifest) => claimedDigests.has(path);
    return payload.some(holds) && (declaration.version !== '1.0' || payload.every(holds));
  };
  const unlisted = [...members.keys()].filter((path) => path.startsWith(payloadFolder) && !isListed(path));
  return showFirst(
    unlisted.map((path) => ({
      code: 'bagit-unlisted',
      axis: 'bytes',
      outcome: 'fail',
      place: memberPlace(path),
      statement: `${path} lies in the payload, but a payload manifest does not list it.`,
    })),
  );
}

function checkOxum({ claimedOxums, members, fetched }: BagObservation): readonly CheckResult[] {
  const payload = [...members].filter(([path]) => path.startsWith(payloadFolder));
  // A bag with files elsewhere states the size of the whole, which is not here to be counted.
  if (fetched.some((path) => !members.has(path))) return [];
  const bytes = payload.reduce((sum, [, { size }]) => sum + size, 0);
  const found = `${bytes}.${payload.length}`;
  return claimedOxums.map((claimed) => {
    const isSame = claimed === found;
    return {
      code: 'bagit-oxum',
      axis: 'completeness',
      outcome: isSame ? 'pass' : 'fail',
      place: memberPlace('bag-info.txt'),
      statement: isSame
        ? 'The payload has the number of bytes and files that the bag states.'
        : 'The payload has another number of bytes or files than the bag states.',
      expected: claimed.slice(0, 100),
      found,
    };
  });
}

function isPayloadManifest({ covers }: BagManifest): boolean {
  return covers === 'payload';
}
