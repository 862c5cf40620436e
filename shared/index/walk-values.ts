import { isCommitment } from '../adapters/read-event.ts';
import { noPath, type PathNode } from '../bundle/path-tree.ts';
import type { ByteOffset } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { JsonValue } from '../json/json-value.ts';
import type { HeldPlace } from './held-places.ts';

/** Takes the values of one line, in its order. */
export interface ValueTarget {
  /** The place of a name in the object at `parent`, behind the name whose place is `previous`, if there was one. */
  childOf(parent: PathNode, previous: PathNode, name: Uint8Array): PathNode;
  itemOf(parent: PathNode): PathNode;
  /** The text that lies in `bytes` from `start` to before `end`. */
  addText(node: PathNode, bytes: Uint8Array, start: ByteOffset, end: ByteOffset): void;
  addWithheld(node: PathNode): void;
}

/** Hands over every value in a built one, those left out that are held elsewhere. */
export function walkValues(
  target: ValueTarget,
  node: PathNode,
  value: JsonValue,
  held: HeldPlace | undefined,
): void {
  if (value instanceof Map) {
    let child = noPath;
    for (const [name, member] of value) {
      child = target.childOf(node, child, encodeUtf8(name));
      walkValues(target, child, member, held?.children.get(name));
    }
    return;
  }
  if (Array.isArray(value) && !isCommitment(value)) {
    const item = target.itemOf(node);
    for (const [index, member] of value.entries()) {
      walkValues(target, item, member, held?.children.get(String(index)));
    }
    return;
  }
  if (value === null || held?.isHeld === true) return;
  if (typeof value === 'object') target.addWithheld(node);
  else {
    const bytes = encodeUtf8(String(value));
    target.addText(node, bytes, 0, bytes.length);
  }
}
