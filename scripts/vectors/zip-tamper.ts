import { concatBytes } from '../../shared/bytes/concat.ts';
import { BugError } from '../../shared/bytes/errors.ts';
import { decodeUtf8, encodeUtf8 } from '../../shared/bytes/utf8.ts';

/** Offset of the central header with this place in the directory, of a ZIP without a comment (APPNOTE 4.3.12, 4.3.16). */
export function findCentralHeader(zip: Uint8Array, place: number): number {
  const view = viewOf(zip);
  let at = view.getUint32(zip.length - 6, true);
  for (let passed = 0; passed < place; passed += 1) {
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return at;
}

/** Puts bytes in. The end record goes on to state where the directory was, unless the directory is shifted with it. */
export function insertBytes(
  zip: Uint8Array,
  offset: number,
  bytes: Uint8Array,
  { shiftsDirectory = false } = {},
): Uint8Array {
  const longer = concatBytes([zip.subarray(0, offset), bytes, zip.subarray(offset)]);
  const view = viewOf(longer);
  const field = longer.length - 6;
  if (shiftsDirectory) view.setUint32(field, view.getUint32(field, true) + bytes.length, true);
  return longer;
}

/** Changes the two headers of a member, each seen from its signature on. */
export function editCentralHeader(
  zip: Uint8Array,
  path: string,
  edit: (central: DataView, local: DataView) => void,
): Uint8Array {
  const changed = zip.slice();
  const view = viewOf(changed);
  const at = findMember(changed, path);
  edit(new DataView(changed.buffer, at), new DataView(changed.buffer, view.getUint32(at + 42, true)));
  return changed;
}

/** Gives a member another name of the same length, in both headers. */
export function renameMember(zip: Uint8Array, from: string, to: string): Uint8Array {
  const name = encodeUtf8(to);
  if (name.length !== encodeUtf8(from).length) throw new BugError('The two names differ in length.');
  const changed = zip.slice();
  const at = findMember(changed, from);
  changed.set(name, at + 46);
  changed.set(name, viewOf(changed).getUint32(at + 42, true) + 30);
  return changed;
}

function findMember(zip: Uint8Array, path: string): number {
  const view = viewOf(zip);
  const count = view.getUint16(zip.length - 12, true);
  for (let place = 0; place < count; place += 1) {
    const at = findCentralHeader(zip, place);
    if (decodeUtf8(zip.subarray(at + 46, at + 46 + view.getUint16(at + 28, true))) === path) return at;
  }
  throw new BugError(`The ZIP has no member ${path}.`);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
