import type { ByteOffset } from '../bytes/units.ts';
import type { PathNode } from './path-tree.ts';

/** The bytes are the text: of a string without its quotation marks, of a number or a word. */
export const spelledValue = 0;
/** The bytes are JSON for another text: a string with escapes, a number that `String` spells otherwise. */
export const escapedValue = 1;
/** A commitment took the place of the value. */
export const withheldValue = 2;
/** The bytes are JSON for a list or an object whose values must be looked for in it. */
export const builtValue = 3;

/** Where the values of one line lie, in its order: one list for all lines, because an object a value costs more than reading it. */
export class LineValues {
  count = 0;
  nodes = new Int32Array(64);
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  kinds = new Uint8Array(64);

  add(node: PathNode, kind: number, start: ByteOffset, end: ByteOffset): void {
    const index = this.count++;
    if (index === this.kinds.length) this.makeRoom();
    this.nodes[index] = node;
    this.starts[index] = start;
    this.ends[index] = end;
    this.kinds[index] = kind;
  }

  private makeRoom(): void {
    const room = this.kinds.length * 2;
    this.nodes = grown(this.nodes, new Int32Array(room));
    this.starts = grown(this.starts, new Int32Array(room));
    this.ends = grown(this.ends, new Int32Array(room));
    this.kinds = grown(this.kinds, new Uint8Array(room));
  }
}

function grown<Values extends Int32Array | Uint8Array>(values: Values, larger: Values): Values {
  larger.set(values);
  return larger;
}
