import { entryPath, type PathNode, type PathTree } from '../bundle/path-tree.ts';
import type { ByteCount, ByteOffset } from '../bytes/units.ts';
import { emptyId, firstTextId, withheldId } from './column.ts';
import { layOut } from './lay-out-values.ts';
import type { OtherValues } from './other-values.ts';
import { type TextTable, TextTableBuilder } from './text-table.ts';
import type { ValueTarget } from './walk-values.ts';

/** Pointers that a line brings up first may take so many times its own bytes; then its values have the place of no name. */
const pathBytesPerByte = 16;
/** What a value takes besides its text, at most: two for each of four lines, its number at its path, and where its text ends. */
const valueBytes = 16;

/** Collects the values of lines that no column holds, in the order in which they lie there. */
export class OtherValuesBuilder implements ValueTarget {
  private readonly paths: PathTree;
  private readonly texts: TextTableBuilder;
  private readonly pointers = new GrowingTexts();
  /** Number + 1 of the path of a node, 0 where no value has come up. */
  private numbers = new Int32Array(64);
  private pathCount = 0;
  private row = 0;
  private pathRoom: ByteCount = 0;
  private count = 0;
  private pathOf = new Uint32Array(1_024);
  private rowOf = new Uint16Array(1_024);
  private idOf = new Uint32Array(1_024);

  /** For `seed` see `TextTableBuilder`. */
  constructor(paths: PathTree, seed: number) {
    this.paths = paths;
    this.texts = new TextTableBuilder(seed);
  }

  /** In bytes, roughly. */
  get weight(): ByteCount {
    return this.count * valueBytes + this.texts.byteLength + this.pointers.byteLength;
  }

  /** The values that follow are those of this row, which lies in so many bytes. */
  beginLine(row: number, lineBytes: ByteCount): void {
    this.row = row;
    this.pathRoom = pathBytesPerByte * lineBytes;
  }

  childOf(parent: PathNode, previous: PathNode, name: Uint8Array): PathNode {
    return this.paths.childOf(parent, previous, name, 0, name.length);
  }

  itemOf(parent: PathNode): PathNode {
    return this.paths.itemOf(parent);
  }

  /** The text that lies in `bytes` from `start` to before `end`. */
  addText(node: PathNode, bytes: Uint8Array, start: ByteOffset, end: ByteOffset): void {
    this.add(node, start === end ? emptyId : firstTextId + this.texts.numberOf(bytes, start, end));
  }

  addWithheld(node: PathNode): void {
    this.add(node, withheldId);
  }

  /** Of a part that has so many lines. */
  build(lines: number): OtherValues {
    const { count, pathCount } = this;
    const values = {
      paths: this.pathOf.subarray(0, count),
      rows: this.rowOf.subarray(0, count),
      ids: this.idOf.subarray(0, count),
    };
    const texts = this.texts.build();
    const laidOut = layOut(values, { lines, pathCount, textCount: texts.ends.length });
    return { paths: this.pointers.build(), texts, ...laidOut };
  }

  private add(node: PathNode, id: number): void {
    const index = this.count++;
    if (index === this.rowOf.length) this.makeRoom();
    this.pathOf[index] = this.pathNumber(node);
    this.rowOf[index] = this.row;
    this.idOf[index] = id;
  }

  private pathNumber(node: PathNode): number {
    const known = this.numbers[node] ?? 0;
    if (known !== 0) return known - 1;
    return this.numberOfNew(node);
  }

  private numberOfNew(node: PathNode): number {
    const length = this.paths.pointerLength(node);
    const rest = this.paths.restOf(entryPath);
    if (length > this.pathRoom && node !== rest && node !== entryPath) return this.pathNumber(rest);
    this.pathRoom -= length;
    if (node >= this.numbers.length) {
      this.numbers = copied(
        this.numbers,
        new Int32Array(Math.max(this.numbers.length * 2, this.paths.count)),
      );
    }
    this.pathCount += 1;
    this.numbers[node] = this.pathCount;
    this.pointers.add(length, (bytes, end) => this.paths.writePointer(node, bytes, end));
    return this.pathCount - 1;
  }

  private makeRoom(): void {
    const room = this.rowOf.length * 2;
    this.pathOf = copied(this.pathOf, new Uint32Array(room));
    this.rowOf = copied(this.rowOf, new Uint16Array(room));
    this.idOf = copied(this.idOf, new Uint32Array(room));
  }
}

/** Texts that are known to be different. */
class GrowingTexts {
  private bytes = new Uint8Array(1_024);
  private ends = new Uint32Array(64);
  private count = 0;
  private length = 0;

  /** Of all texts together. */
  get byteLength(): ByteCount {
    return this.length;
  }

  /** `write` puts so many bytes before an end. */
  add(length: ByteCount, write: (bytes: Uint8Array, end: ByteOffset) => void): void {
    const end = this.length + length;
    if (end > this.bytes.length) this.bytes = copied(this.bytes, new Uint8Array(end * 2));
    if (this.count === this.ends.length) this.ends = copied(this.ends, new Uint32Array(this.count * 2));
    write(this.bytes, end);
    this.length = end;
    this.ends[this.count++] = end;
  }

  build(): TextTable {
    return { bytes: this.bytes.slice(0, this.length), ends: this.ends.slice(0, this.count) };
  }
}

function copied<Values extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(
  values: Values,
  larger: Values,
): Values {
  larger.set(values);
  return larger;
}
