import { concatBytes } from '../shared/bytes/concat.ts';
import { encodeUtf8 } from '../shared/bytes/utf8.ts';
import type { RedactionOrderFile } from '../shared/redaction/order-file.ts';
import { reasonOf } from '../shared/redaction/reason-of.ts';
import type { Redaction } from '../shared/redaction/redact-bundle.ts';
import {
  type RedactionFacts,
  renderLogHead,
  renderLogRow,
  renderLogScan,
  renderPrivilegeHead,
  renderPrivilegeRow,
} from '../shared/redaction/redaction-log.ts';
import type { WrittenFile, WrittenScan } from '../shared/redaction/scan-written.ts';
import { type GrowingFile, openGrowingFile } from './platform/growing-file.ts';
import type { RedactRequest } from './redact-options.ts';

/** The logs of one redaction, as far as they were asked for. They grow with the bundle, so that none is held in memory. */
export interface RedactionLogs {
  /** As they are so far, to be searched like all else that was written. */
  readonly files: readonly WrittenFile[];
  add(redaction: Redaction): void;
  /** Writes what was added. */
  flush(): Promise<void>;
  /** The last line: what the scan says. */
  append(scan: WrittenScan): Promise<void>;
  keep(): Promise<void>;
  close(): Promise<void>;
}

/** With an order, each redaction has its own reason in it; else all of them have the one that was given. */
export async function openRedactionLogs(
  { log, privilegeLog }: Pick<RedactRequest, 'log' | 'privilegeLog'>,
  facts: RedactionFacts,
  order: RedactionOrderFile | null = null,
): Promise<RedactionLogs> {
  let number = 0;
  const redactions = log === null ? null : await openLog(log, renderLogHead().text);
  const privileges = privilegeLog === null ? null : await openLog(privilegeLog, renderPrivilegeHead().text);
  const logs = [redactions, privileges].filter((each) => each !== null);
  return {
    files: logs.map(({ file }, index) => ({ name: `log ${index + 1}`, open: () => file.read() })),
    add(redaction) {
      number += 1;
      const own = order === null ? facts : { ...facts, ...reasonOf(order, facts.origin, redaction) };
      redactions?.waiting.push(renderLogRow(number, redaction, own).text);
      if (own.privilege !== '') privileges?.waiting.push(renderPrivilegeRow(number, redaction, own).text);
    },
    async flush() {
      for (const each of logs) await flush(each);
    },
    async append(scan) {
      await redactions?.file.append(encodeUtf8(renderLogScan(scan, facts).text));
    },
    async keep() {
      for (const { file } of logs) await file.keep();
    },
    async close() {
      for (const { file } of logs) await file.close();
    },
  };
}

interface OpenLog {
  readonly file: GrowingFile;
  readonly waiting: string[];
}

async function openLog(path: string, head: string): Promise<OpenLog> {
  return { file: await openGrowingFile(path), waiting: [head] };
}

async function flush({ file, waiting }: OpenLog): Promise<void> {
  if (waiting.length === 0) return;
  await file.append(concatBytes(waiting.splice(0).map(encodeUtf8)));
}
