import { concatBytes } from '../bytes/concat.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { RedactionOrderFile } from './order-file.ts';
import { reasonOf } from './reason-of.ts';
import type { Redaction } from './redact-bundle.ts';
import {
  type RedactionFacts,
  renderLogHead,
  renderLogRow,
  renderLogScan,
  renderPrivilegeHead,
  renderPrivilegeRow,
} from './redaction-log.ts';
import type { WrittenScan } from './scan-written.ts';

/** The redaction log and the privilege log of one redaction, in memory. The command line writes the same rows as they come. */
export class RenderedLogs {
  readonly #facts: RedactionFacts;
  readonly #order: RedactionOrderFile;
  readonly #log: string[] = [renderLogHead().text];
  readonly #privileges: string[] = [];
  #number = 0;

  constructor(facts: RedactionFacts, order: RedactionOrderFile) {
    this.#facts = facts;
    this.#order = order;
  }

  add(redaction: Redaction): void {
    this.#number += 1;
    const facts = { ...this.#facts, ...reasonOf(this.#order, this.#facts.origin, redaction) };
    this.#log.push(renderLogRow(this.#number, redaction, facts).text);
    if (facts.privilege !== '')
      this.#privileges.push(renderPrivilegeRow(this.#number, redaction, facts).text);
  }

  end(scan: WrittenScan): void {
    this.#log.push(renderLogScan(scan, this.#facts).text);
  }

  get log(): Uint8Array {
    return whole(this.#log);
  }

  /** Null where no privilege is claimed. */
  get privileges(): Uint8Array | null {
    return this.#privileges.length === 0 ? null : whole([renderPrivilegeHead().text, ...this.#privileges]);
  }
}

function whole(rows: readonly string[]): Uint8Array {
  return concatBytes(rows.map(encodeUtf8));
}
