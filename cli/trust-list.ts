import { toStoreDocument } from '../shared/case/store-document.ts';
import type { TrustStore } from '../shared/trust/trust-store.ts';
import type { Terminal } from './terminal.ts';

/** The store for people. Names in it were typed by people, but keys and origins may come from anywhere. */
export function printStore(store: TrustStore, terminal: Terminal): void {
  const { keys, policies, heads } = toStoreDocument(store);
  for (const key of keys) {
    terminal.print(`${key.role} key of ${key.origin}`);
    terminal.print(`  ${key.fingerprint}`);
    terminal.print(`  pinned ${key.pinnedAt} by ${key.comparedBy}: ${key.compared}`);
    if (key.validAfter !== null) terminal.print(`  counts from ${key.validAfter}`);
    if (key.validBefore !== null) terminal.print(`  counts until ${key.validBefore}`);
    if (key.revoked !== null) {
      terminal.print(`  REVOKED from ${key.revoked.at} by ${key.revoked.by}: ${key.revoked.reason}`);
    }
  }
  for (const { origin, witnesses, quorum } of policies) {
    terminal.print(`witnesses of ${origin}: ${witnesses.map(({ name }) => name).join(', ') || 'none'}`);
    terminal.print(`  quorum ${quorum ?? 'none'}`);
  }
  for (const { origin, size, root, firstSeenAt } of heads) {
    terminal.print(`head of ${origin}: size ${size}, root ${root}, first seen ${firstSeenAt}`);
  }
  if (keys.length + policies.length + heads.length === 0) terminal.talk('The trust store is empty.');
}
