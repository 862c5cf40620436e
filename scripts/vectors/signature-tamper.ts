import { toBase64 } from '../../shared/bytes/base64.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { readText, type SampleMembers } from '../../shared/samples/sample-members.ts';
import { editText } from './small-log.ts';

/** Changes the 64 bytes of the last signature of a note; name and key id stay. */
export function editLastSignature(
  members: SampleMembers,
  path: string,
  edit: (signature: Uint8Array) => Uint8Array,
): SampleMembers {
  return editText(members, path, (note) =>
    note.replace(/[A-Za-z0-9+/=]+\n$/, (blob) => {
      const bytes = Buffer.from(blob, 'base64');
      return `${toBase64(concatBytes([bytes.slice(0, 4), edit(bytes.slice(4))]))}\n`;
    }),
  );
}

/** RFC 8032, section 5.1: L, little-endian. */
const groupOrder = 2n ** 252n + 27742317777372353535851937790883648493n;

/** S + L satisfies the equation of Ed25519 as S does; RFC 8032, section 5.1.7, refuses it. */
export function addToGroupOrder(signature: Uint8Array): Uint8Array {
  const changed = signature.slice();
  let scalar = groupOrder;
  for (let at = 63; at >= 32; at -= 1) scalar += BigInt(signature[at] ?? 0) << BigInt(8 * (at - 32));
  for (let at = 32; at < 64; at += 1) changed[at] = Number((scalar >> BigInt(8 * (at - 32))) & 0xffn);
  return changed;
}

/** Fills the reserved field of an SSH signature, which OpenSSH leaves out of what it verifies. */
export function reserveWord(members: SampleMembers, path: string, word: string): SampleMembers {
  const armor = readText(members, path).split('\n');
  const blob = Buffer.from(armor.slice(1, armor.indexOf('-----END SSH SIGNATURE-----')).join(''), 'base64');
  // Magic (6), version (4), then strings: public key, namespace, reserved.
  let at = 10;
  for (let skipped = 0; skipped < 2; skipped += 1) at += 4 + blob.readUInt32BE(at);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(word.length);
  const filled = Buffer.concat([blob.subarray(0, at), length, Buffer.from(word), blob.subarray(at + 4)]);
  const lines = filled.toString('base64').match(/.{1,70}/g) ?? [];
  const text = ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n');
  return new Map(members).set(path, encodeUtf8(text));
}
