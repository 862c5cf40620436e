import { renderUtcTime } from '../adapters/utc-time.ts';
import type { ByteCount, DigestHex, UnixMillis } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { Headline } from '../verify/verdict.ts';
import { ecsVersion } from './ecs-export.ts';
import type { ExportForm, ExportOptions, ExportWriter } from './export-form.ts';
import { ocsfVersion } from './ocsf-export.ts';

/** SSHSIG namespace of what leaves a case with a signature. */
export const exportNamespace = 'evidence-report@v1';

/** What is said of an exported file, beside it: enough to ask the same question of the same files again. */
export interface ExportFacts {
  readonly form: ExportForm;
  readonly fileName: string;
  readonly sha256: DigestHex;
  readonly bytes: ByteCount;
  readonly claimedTime: UnixMillis;
  readonly query: string;
  readonly words: string;
  readonly queryDigest: DigestHex;
  readonly bundles: readonly {
    readonly fileName: string;
    readonly fileSha256: DigestHex;
    readonly origin: string;
    /** Null where it was not checked. */
    readonly headline: Headline | null;
    readonly found: number;
    readonly searched: number;
  }[];
  readonly found: number;
  readonly writer: Pick<ExportWriter, 'columns' | 'leftOut' | 'guarded'>;
  readonly options: ExportOptions;
  /** Names of columns whose values have other names in this file. */
  readonly pseudonyms: readonly string[];
  readonly purpose: string;
  readonly receivedBy: string;
  /** Who signs this sidecar; null when nobody does. */
  readonly madeBy: { readonly name: string; readonly fingerprint: string } | null;
}

/** The sidecar as JSON. What it says of the file is bound to it by its digest. */
export function renderSidecar(facts: ExportFacts): Uint8Array {
  const { form, writer, options, found, madeBy } = facts;
  const sidecar = {
    format: 'vouch-export/1',
    form,
    file: { name: facts.fileName, sha256: facts.sha256, bytes: facts.bytes },
    claimedTime: renderUtcTime(facts.claimedTime),
    tool: options.tool,
    signature:
      madeBy === null
        ? { isSigned: false, statement: 'Nobody signed this sidecar: anybody could have written it.' }
        : { isSigned: true, namespace: exportNamespace, by: madeBy },
    question: { query: facts.query, words: facts.words, sha256: facts.queryDigest },
    bundles: facts.bundles,
    lines: { found, written: found - writer.leftOut, leftOut: writer.leftOut },
    columns: writer.columns,
    ...(form === 'csv'
      ? {
          csv: {
            byteOrderMark: options.hasByteOrderMark,
            guardedCells: writer.guarded,
            statement:
              'A cell that a spreadsheet would compute, or that reads like a remark of this file, has an apostrophe in front that the log does not have.',
          },
        }
      : {}),
    ...(form === 'ecs' ? { mapping: `Elastic Common Schema ${ecsVersion}` } : {}),
    ...(form === 'ocsf' ? { mapping: `Open Cybersecurity Schema Framework ${ocsfVersion}` } : {}),
    pseudonyms: facts.pseudonyms,
    transfer: { purpose: facts.purpose, receivedBy: facts.receivedBy },
  };
  return encodeUtf8(`${JSON.stringify(sidecar, null, 2)}\n`);
}
