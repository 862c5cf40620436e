import { parseArgs } from 'node:util';
import { FormatError } from '../shared/bytes/errors.ts';
import { type NamedPlace, parsePlace } from '../shared/redaction/redaction-order.ts';
import { requireOption, UsageError } from './options.ts';
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
      store: { type: 'string' },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError('redact needs the path of one bundle.');
  const excerpt = values.excerpt ?? null;
  const request = {
    path,
    store: values.store,
    out: requireOption(values.out, 'out'),
    by: readText(values.by, 'by'),
    reason: readText(values.reason, 'reason'),
    privilege: values.privilege,
    hidden: readPlaces(values.hide),
    shown: values.show === undefined ? null : readPlaces(values.show),
    lines: {
      withhold: values.withhold,
      keepOnly: values['keep-only'],
      seqs: values['withhold-seq'].flatMap(readSeqs),
    },
    withholdsRest: values['withhold-rest'],
    keepsAttachments: values['keep-attachments'],
    acceptsFound: values['accept-found'],
    isCompressed: values.compress,
    log: values.log ?? null,
    privilegeLog: values['privilege-log'] ?? null,
    excerpt,
  };
  if (request.privilegeLog !== null && request.privilege === '')
    throw new UsageError('--privilege-log lists what --privilege is claimed for, and there is none.');
  if (excerpt === null) {
    assertSomething(request);
    return { ...request, packerKey: await readSignerKey(requireOption(values['signer-key'], 'signer-key')) };
  }
  if (request.lines.withhold.length + request.lines.keepOnly.length + request.lines.seqs.length > 0)
    throw new UsageError('--excerpt chooses its lines by itself; --withhold and the like are for a bundle.');
  return { ...request, packerKey: null };
}

function assertSomething({ hidden, shown, lines }: Omit<RedactRequest, 'packerKey'>): void {
  const choices = hidden.length + lines.withhold.length + lines.keepOnly.length + lines.seqs.length;
  if (choices > 0 || shown !== null) return;
  throw new UsageError(
    'Nothing is to be redacted: use --hide, --show, --withhold, --withhold-seq or --keep-only.',
  );
}

function readText(value: string | undefined, name: string): string {
  const text = requireOption(value, name);
  if (text.length <= mostText) return text;
  throw new UsageError(`--${name} has at most ${mostText} characters.`);
}

function readPlaces(lists: readonly string[]): readonly NamedPlace[] {
  try {
    return lists.flatMap((list) => list.split(',')).map(parsePlace);
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
