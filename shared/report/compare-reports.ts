import type { ReportRecord } from './record.ts';

/** Lists of a record whose items have a name, so that the same item is found in another version. */
type NamedPart =
  | 'bundles'
  | 'narrative'
  | 'findings'
  | 'samples'
  | 'exhibits'
  | 'entries'
  | 'searches'
  | 'redactions';

export type ComparedPart = NamedPart | 'report' | 'engagement' | 'limitations' | 'trust' | 'custody';

/** Where two versions of a report differ. Texts are of the reports, and may be anybody's. */
export interface ReportDifference {
  readonly part: ComparedPart;
  /** What names the item: a title, a number, an entry; empty where the part has only one. */
  readonly name: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Which member of it, as `title` or `verdict`; empty for an item as a whole. */
  readonly member: string;
  /** As JSON where it is no text; empty where there was nothing, and for an item as a whole. */
  readonly before: string;
  readonly after: string;
}

/** Everything in which a later version says something else than an earlier one, in the order of a report. */
export function compareReports(before: ReportRecord, after: ReportRecord): readonly ReportDifference[] {
  return [
    ...compareMembers('report', '', headOf(before), headOf(after)),
    ...compareMembers('engagement', '', before.engagement, after.engagement),
    ...compareLists('bundles', before.bundles, after.bundles, (bundle) => bundle.fileName, 'fileSha256'),
    ...compareLists('narrative', before.narrative, after.narrative, ({ heading }) => heading, 'heading'),
    ...compareLists('findings', before.findings, after.findings, ({ title }) => title, 'findingId'),
    ...compareLists('samples', before.samples, after.samples, ({ title }) => title, 'sampleId'),
    ...compareLists('exhibits', before.exhibits, after.exhibits, (exhibit) => exhibit.number, 'number'),
    ...compareLists('entries', before.entries, after.entries, entryName, 'leaf'),
    ...compareLists('searches', before.searches, after.searches, ({ name }) => name, 'name'),
    ...compareLists('redactions', before.redactions, after.redactions, entryName, 'leaf'),
    ...compareTexts('limitations', before.limitations, after.limitations),
    ...compareMembers('trust', '', before.trust, after.trust),
    ...compareMembers('custody', '', before.custody ?? {}, after.custody ?? {}),
  ];
}

function headOf({ number, title, produced, tool, preparer, supersedes, sections, leftOut }: ReportRecord) {
  return {
    ...{ number, title, claimedTime: produced.claimedTime, tool: `${tool.name} ${tool.version}` },
    ...{ preparer: `${preparer.name} ${preparer.fingerprint}`, supersedes, sections, leftOut },
  };
}

function entryName({ origin, seq }: { readonly origin: string; readonly seq: number }): string {
  return `${origin}#${seq}`;
}

function compareLists<Item extends object>(
  part: NamedPart,
  before: readonly Item[],
  after: readonly Item[],
  nameOf: (item: Item) => string,
  key: keyof Item,
): readonly ReportDifference[] {
  const old = byKey(before, key);
  const fresh = byKey(after, key);
  const whole = (item: Item, kind: 'added' | 'removed'): ReportDifference => ({
    ...{ part, name: nameOf(item), kind, member: '', before: '', after: '' },
  });
  return [
    ...[...old].flatMap(([id, item]) => {
      const now = fresh.get(id);
      return now === undefined ? [whole(item, 'removed')] : compareMembers(part, nameOf(now), item, now);
    }),
    ...[...fresh].flatMap(([id, item]) => (old.has(id) ? [] : [whole(item, 'added')])),
  ];
}

/** The second item under one key is another one: a key that two items share names neither. */
function byKey<Item extends object>(items: readonly Item[], key: keyof Item): ReadonlyMap<string, Item> {
  const found = new Map<string, Item>();
  for (const item of items) {
    const id = String(item[key]);
    let free = id;
    for (let turn = 2; found.has(free); turn++) free = `${id} ${turn}`;
    found.set(free, item);
  }
  return found;
}

function compareMembers(
  part: ComparedPart,
  name: string,
  before: object,
  after: object,
): readonly ReportDifference[] {
  const old = new Map<string, unknown>(Object.entries(before));
  const fresh = new Map<string, unknown>(Object.entries(after));
  const members = new Set([...old.keys(), ...fresh.keys()]);
  return [...members].flatMap((member): readonly ReportDifference[] => {
    const [was, is] = [spell(old.get(member)), spell(fresh.get(member))];
    return was === is ? [] : [{ part, name, kind: 'changed', member, before: was, after: is }];
  });
}

function compareTexts(
  part: ComparedPart,
  before: readonly string[],
  after: readonly string[],
): readonly ReportDifference[] {
  const difference = { part, name: '', member: '' };
  return [
    ...before
      .filter((text) => !after.includes(text))
      .map((text) => ({ ...difference, kind: 'removed', before: text, after: '' }) as const),
    ...after
      .filter((text) => !before.includes(text))
      .map((text) => ({ ...difference, kind: 'added', before: '', after: text }) as const),
  ];
}

function spell(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
