import { parseArgs } from 'node:util';
import { FormatError } from '../shared/bytes/errors.ts';
import {
  parseRedactionOrder,
  type RedactionOrderFile,
  redactionOrderFormat,
} from '../shared/redaction/order-file.ts';
import { type RedactionPreset, redactionPresets } from '../shared/redaction/presets.ts';
import { type NamedPlace, parsePlace } from '../shared/redaction/redaction-order.ts';
import { requireOption, UsageError } from './options.ts';
import { readWhole } from './read-identity.ts';
import { readSignerKey } from './seal-options.ts';

/** Which lines are withheld whole. */
export interface LineChoice {
  /** Lines that answer one of these. */
  readonly withhold: readonly string[];
  /** All lines but those that answer one of these; none means that this says nothing. */
  readonly keepOnly: readonly string[];
  /** Both ends inside. */
  readonly seqs: readonly { readonly first: number; readonly last: number }[];
}

/** What a person asked to be redacted. */
export interface RedactRequest {
  readonly path: string;
  readonly store: string | undefined;
  readonly out: string;
  readonly by: string;
  readonly reason: string;
  readonly privilege: string;
  readonly hidden: readonly NamedPlace[];
  readonly shown: readonly NamedPlace[] | null;
  readonly lines: LineChoice;
  readonly withholdsRest: boolean;
  readonly keepsAttachments: boolean;
  readonly acceptsFound: boolean;
  readonly isCompressed: boolean;
  readonly log: string | null;
  readonly privilegeLog: string | null;
  /** Instead of a bundle: the lines that answer this, each with its proof, in a folder. */
  readonly excerpt: string | null;
  /** The same as an order. */
  readonly file: RedactionOrderFile;
  /** Whether it came as a file, which says of each thing why it is left out. */
  readonly isOrdered: boolean;
  /** Rules that follow from the fields that are there; null for none. */
  readonly preset: RedactionPreset | null;
  /** Null for an excerpt, which nobody signs anew. */
  readonly packerKey: Uint8Array | null;
}

const mostText = 1_000;

/** Reads the arguments of `vouch redact`. Throws UsageError, and FormatError for a key file that cannot be read. */
export async function readRedactRequest(args: readonly string[]): Promise<RedactRequest> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      'signer-key': { type: 'string' },
      by: { type: 'string' },
      reason: { type: 'string' },
      privilege: { type: 'string', default: '' },
      hide: { type: 'string', multiple: true, default: [] },
      show: { type: 'string', multiple: true },
      withhold: { type: 'string', multiple: true, default: [] },
      'withhold-seq': { type: 'string', multiple: true, default: [] },
      'keep-only': { type: 'string', multiple: true, default: [] },
      'withhold-rest': { type: 'boolean', default: false },
      'keep-attachments': { type: 'boolean', default: false },
      'accept-found': { type: 'boolean', default: false },
      compress: { type: 'boolean', default: false },
      log: { type: 'string' },
      'privilege-log': { type: 'string' },
      excerpt: { type: 'string' },
      order: { type: 'string' },
      preset: { type: 'string' },
      store: { type: 'string' },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError('redact needs the path of one bundle.');
  const excerpt = values.excerpt ?? null;
  const reason = readText(values.reason, 'reason');
  const preset = readPreset(values.preset);
  const isOrdered = values.order !== undefined;
  const rules = values.hide.length + (values.show?.length ?? 0) + values['keep-only'].length;
  if (isOrdered && (rules > 0 || preset !== null || values['withhold-rest'] || values['keep-attachments']))
    throw new UsageError(
      '--order says what is left out; --hide, --show, --keep-only and the like are for none.',
    );
  if (preset !== null && values.hide.length + (values.show?.length ?? 0) > 0)
    throw new UsageError('--preset says which fields are shown; --hide and --show are for none.');
  const file: RedactionOrderFile =
    values.order !== undefined
      ? parseRedactionOrder(await readWhole(values.order))
      : {
          format: redactionOrderFormat,
          shownPointers: values.show === undefined ? null : pointersIn(values.show),
          hidden: pointersIn(values.hide).map((pointer) => ({
            ...{ pointer, pseudonym: '', reason, privilege: values.privilege },
          })),
          withheld: [],
          keepOnly: values['keep-only'],
          withholdsRest: values['withhold-rest'],
          keepsAttachments: values['keep-attachments'],
        };
  const request = {
    path,
    store: values.store,
    out: requireOption(values.out, 'out'),
    by: readText(values.by, 'by'),
    reason,
    privilege: values.privilege,
    hidden: readPlaces(file.hidden.map(({ pointer }) => pointer)),
    shown: file.shownPointers === null ? null : readPlaces(file.shownPointers),
    lines: {
      withhold: values.withhold,
      keepOnly: file.keepOnly,
      seqs: values['withhold-seq'].flatMap(readSeqs),
    },
    withholdsRest: file.withholdsRest,
    keepsAttachments: file.keepsAttachments,
    acceptsFound: values['accept-found'],
    isCompressed: values.compress,
    log: values.log ?? null,
    privilegeLog: values['privilege-log'] ?? null,
    ...{ excerpt, file, isOrdered, preset },
  };
  const claims = [request, ...file.hidden, ...file.withheld].some(({ privilege }) => privilege !== '');
  if (request.privilegeLog !== null && !claims)
    throw new UsageError('--privilege-log lists what --privilege is claimed for, and there is none.');
  if (excerpt === null) {
    assertSomething(request);
    return { ...request, packerKey: await readSignerKey(requireOption(values['signer-key'], 'signer-key')) };
  }
  if (request.lines.withhold.length + request.lines.keepOnly.length + request.lines.seqs.length > 0)
    throw new UsageError('--excerpt chooses its lines by itself; --withhold and the like are for a bundle.');
  return { ...request, packerKey: null };
}

function assertSomething({ hidden, shown, lines, file, preset }: Omit<RedactRequest, 'packerKey'>): void {
  const choices = hidden.length + lines.withhold.length + lines.keepOnly.length + lines.seqs.length;
  if (choices + file.withheld.length > 0 || shown !== null || preset !== null) return;
  throw new UsageError(
    'Nothing is to be redacted: use --hide, --show, --withhold, --withhold-seq, --keep-only, --preset or --order.',
  );
}

function readPreset(name: string | undefined): RedactionPreset | null {
  if (name === undefined) return null;
  const preset = redactionPresets.find((each) => each === name);
  if (preset !== undefined) return preset;
  throw new UsageError(`--preset is one of ${redactionPresets.join(', ')}, not ${JSON.stringify(name)}.`);
}

function readText(value: string | undefined, name: string): string {
  const text = requireOption(value, name);
  if (text.length <= mostText) return text;
  throw new UsageError(`--${name} has at most ${mostText} characters.`);
}

function pointersIn(lists: readonly string[]): readonly string[] {
  return lists.flatMap((list) => list.split(','));
}

function readPlaces(pointers: readonly string[]): readonly NamedPlace[] {
  try {
    return pointers.map(parsePlace);
  } catch (error) {
    if (error instanceof FormatError) throw new UsageError(error.message);
    throw error;
  }
}

function readSeqs(list: string): LineChoice['seqs'] {
  return list.split(',').map((text) => {
    const [, first, last = first] = /^(0|[1-9]\d{0,14})(?:-(0|[1-9]\d{0,14}))?$/.exec(text) ?? [];
    if (first === undefined || Number(first) > Number(last))
      throw new UsageError(`--withhold-seq needs numbers such as 5,7-9, found ${JSON.stringify(text)}.`);
    return { first: Number(first), last: Number(last) };
  });
}
