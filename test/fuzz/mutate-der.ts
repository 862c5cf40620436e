import { concatBytes } from '../../shared/bytes/concat.ts';
import type { Dice } from './dice.ts';
import { mutateBytes } from './mutate-bytes.ts';

/** A value in DER: its tag, and what is inside of it. */
interface DerNode {
  readonly tag: number;
  readonly content: Uint8Array | readonly DerNode[];
}

/**
 * Changes a value inside of DER and writes all lengths around it anew: a parser sees a sound encoding of something else.
 * Bytes that are no DER are changed as bytes.
 */
export function mutateDer(bytes: Uint8Array, dice: Dice): Uint8Array {
  const nodes = dice.oneIn(4) ? null : readNodes(bytes);
  if (nodes === null) return mutateBytes(bytes, dice);
  let changed: readonly DerNode[] = nodes;
  do changed = mutateIn(changed, dice);
  while (dice.oneIn(3));
  return concatBytes(changed.map(renderNode));
}

function mutateIn(nodes: readonly DerNode[], dice: Dice): readonly DerNode[] {
  if (nodes.length === 0) return [{ tag: 0x05, content: new Uint8Array(0) }];
  const at = dice.below(nodes.length);
  const node = dice.pick(nodes.slice(at, at + 1));
  // Down to where the values are, more often than not.
  if (!(node.content instanceof Uint8Array) && !dice.oneIn(6)) {
    return nodes.toSpliced(at, 1, { ...node, content: mutateIn(node.content, dice) });
  }
  const other = dice.pick(nodes);
  return dice.pick([
    () => nodes.toSpliced(at, 1),
    () => nodes.toSpliced(at, 0, other),
    () => nodes.toSpliced(at, 1, other),
    () => nodes.toReversed(),
    () => nodes.toSpliced(at, 1, { ...node, tag: dice.oneIn(2) ? dice.pick(tags) : dice.below(256) }),
    () => nodes.toSpliced(at, 1, { ...node, content: mutateBytes(contentOf(node), dice) }),
    () => nodes.toSpliced(at, 1, { ...node, content: mutateBytes(contentOf(node), dice) }),
    () => nodes.toSpliced(at, 1, { ...node, content: [node] }),
  ])();
}

const tags = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x13, 0x17, 0x18, 0x30, 0x31, 0x80, 0x82, 0xa0, 0xa3];

function contentOf({ content }: DerNode): Uint8Array {
  return content instanceof Uint8Array ? content : concatBytes(content.map(renderNode));
}

/** Null for bytes that are not a run of DER values to their end. */
function readNodes(bytes: Uint8Array): readonly DerNode[] | null {
  const nodes: DerNode[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at] ?? 0;
    const first = bytes[at + 1] ?? 0;
    const more = first < 0x80 ? 0 : first - 0x80;
    if (more > 3) return null;
    const length = more === 0 ? first : Number.parseInt(hexOf(bytes.subarray(at + 2, at + 2 + more)), 16);
    const start = at + 2 + more;
    at = start + length;
    if (!(at <= bytes.length)) return null;
    const content = bytes.subarray(start, at);
    const inner = isNested(tag) ? readNodes(content) : null;
    nodes.push({ tag, content: inner ?? content });
  }
  return nodes;
}

/** Constructed values, and octet strings that may hold extensions. */
function isNested(tag: number): boolean {
  return (tag & 0x20) !== 0 || tag === 0x04;
}

function renderNode(node: DerNode): Uint8Array {
  const content = contentOf(node);
  const { length } = content;
  const size =
    length < 0x80
      ? [length]
      : length < 0x100
        ? [0x81, length]
        : length < 0x10000
          ? [0x82, length >> 8, length & 255]
          : [0x83, length >> 16, (length >> 8) & 255, length & 255];
  return concatBytes([Uint8Array.of(node.tag, ...size), content]);
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
