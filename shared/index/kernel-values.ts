import { eventFields } from '../adapters/event-field.ts';
import type { FieldValue } from '../adapters/field-value.ts';
import { BugError } from '../bytes/errors.ts';
import type { ByteOffset } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { type Column, emptyId, firstTextId, narrowed, withheldId } from './column.ts';
import { forEachField } from './for-each-field.ts';
import type { IndexKernel } from './index-kernel.ts';
import { partLines } from './index-part.ts';
import { layOut } from './lay-out-values.ts';
import type { OtherValues } from './other-values.ts';
import type { TextTable } from './text-table.ts';
import type { ValueTarget } from './walk-values.ts';

/** The kernel's table of the texts of all other values; those of the fields come before it. */
const otherTexts = eventFields.length;

/** The values of a part that a kernel holds: those of lines that it did not read are put in, and all are taken out. */
export class KernelValues implements ValueTarget {
  private readonly kernel: IndexKernel;

  constructor(kernel: IndexKernel) {
    this.kernel = kernel;
  }

  setField(field: number, value: FieldValue): void {
    const { kernel } = this;
    if (value.kind === 'empty') kernel.setField(field, emptyId, 0);
    else if (value.kind === 'withheld') kernel.setField(field, withheldId, 0);
    else if (value.kind === 'text') {
      const bytes = encodeUtf8(value.text);
      const end = this.handOver(bytes, 0, bytes.length);
      kernel.setField(field, firstTextId, end - kernel.scratchAt.value);
    }
  }

  childOf(parent: number, previous: number, name: Uint8Array): number {
    const { kernel } = this;
    return kernel.childOf(parent, previous, kernel.scratchAt.value, this.handOver(name, 0, name.length));
  }

  /** However long its pointer is. */
  namedChildOf(parent: number, name: Uint8Array): number {
    const { kernel } = this;
    return kernel.namedChildOf(parent, kernel.scratchAt.value, this.handOver(name, 0, name.length));
  }

  itemOf(parent: number): number {
    return this.kernel.itemOf(parent);
  }

  addText(node: number, bytes: Uint8Array, start: ByteOffset, end: ByteOffset): void {
    if (start === end) this.kernel.addOther(node, emptyId, 0);
    else {
      const to = this.handOver(bytes, start, end);
      this.kernel.addOther(node, firstTextId, to - this.kernel.scratchAt.value);
    }
  }

  addWithheld(node: number): void {
    this.kernel.addOther(node, withheldId, 0);
  }

  columns(): { readonly [Field in (typeof eventFields)[number]]: Column } {
    const { kernel } = this;
    const lines = kernel.lineCount();
    const highest = new Uint32Array(kernel.memory.buffer, kernel.highestIdsAt.value, eventFields.length);
    return forEachField((field) => {
      const number = eventFields.indexOf(field);
      const at = kernel.columnsAt.value + 4 * partLines * number;
      const ids = new Uint32Array(kernel.memory.buffer, at, lines);
      return { ids: narrowed(ids, highest[number] ?? 0), texts: this.texts(number) };
    });
  }

  others(): OtherValues {
    const { kernel } = this;
    const { buffer } = kernel.memory;
    const lines = kernel.lineCount();
    const count = kernel.valueCount();
    const pathCount = kernel.pathCount();
    const values = {
      paths: new Uint32Array(buffer, kernel.valuePathsAt(), count),
      rows: new Uint16Array(buffer, kernel.valueRowsAt(), count),
      ids: new Uint32Array(buffer, kernel.valueIdsAt(), count),
    };
    const paths = {
      bytes: new Uint8Array(buffer, kernel.pointersAt(), kernel.pointersLength()).slice(),
      ends: new Uint32Array(buffer, kernel.pointerEndsAt(), pathCount).slice(),
    };
    const texts = this.texts(otherTexts);
    return { paths, texts, ...layOut(values, { lines, pathCount, textCount: texts.ends.length }) };
  }

  private texts(table: number): TextTable {
    const { kernel } = this;
    const { buffer } = kernel.memory;
    return {
      bytes: new Uint8Array(buffer, kernel.textBytesAt(table), kernel.textBytes(table)).slice(),
      ends: new Uint32Array(buffer, kernel.textEndsAt(table), kernel.textCount(table)).slice(),
    };
  }

  /** Where the bytes end in the kernel. */
  private handOver(bytes: Uint8Array, start: ByteOffset, end: ByteOffset): number {
    const { memory, scratchAt, scratchBytes } = this.kernel;
    // Names and texts of a line are never longer than the line may be.
    if (end - start > scratchBytes.value) throw new BugError('A text is too long for the kernel.');
    new Uint8Array(memory.buffer, scratchAt.value, end - start).set(bytes.subarray(start, end));
    return scratchAt.value + end - start;
  }
}
