import { toStoreDocument } from '../shared/case/store-document.ts';
import type { TrustStore } from '../shared/trust/trust-store.ts';
import type { Terminal } from './terminal.ts';

/** The store for people. Names in it were typed by people, but keys and origins may come from anywhere. */
export function printStore(store: TrustStore, terminal: Terminal): void {
  const { keys, policies, heads, authorities } = toStoreDocument(store);
  for (const key of keys) {
    terminal.print(`${key.role} key of ${key.origin}`);
    terminal.print(`  ${key.fingerprint}`);
    terminal.print(`  pinned ${key.pinnedAt} by ${key.comparedBy}: ${key.compared}`);
    if (key.validAfter !== null) terminal.print(`  counts from ${key.validAfter}`);
    if (key.validBefore !== null) terminal.print(`  counts until ${key.validBefore}`);
    printRevoked(key, terminal);
  }
  for (const authority of authorities) {
    terminal.print(`time authority ${authority.name}`);
    terminal.print(`  ${authority.fingerprint}`);
    terminal.print(`  pinned ${authority.pinnedAt} by ${authority.comparedBy}: ${authority.compared}`);
    printRevoked(authority, terminal);
  }
  for (const { origin, witnesses, quorum } of policies) {
    terminal.print(`witnesses of ${origin}: ${witnesses.map(({ name }) => name).join(', ') || 'none'}`);
    terminal.print(`  quorum ${quorum ?? 'none'}`);
  }
  for (const { origin, size, root, firstSeenAt } of heads) {
    terminal.print(`head of ${origin}: size ${size}, root ${root}, first seen ${firstSeenAt}`);
  }
  if (keys.length + policies.length + heads.length + authorities.length === 0)
    terminal.talk('The trust store is empty.');
}

type Revoked = ReturnType<typeof toStoreDocument>['keys'][number]['revoked'];

function printRevoked({ revoked }: { readonly revoked: Revoked }, terminal: Terminal): void {
  if (revoked === null) return;
  terminal.print(`  REVOKED from ${revoked.at} by ${revoked.by}: ${revoked.reason}`);
}
