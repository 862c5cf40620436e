import type { EntitySubject } from '../../../shared/contract/entity-protocol.ts';
import { parseRoute } from '../app/route.ts';
import { entityAddress } from './entity-link.tsx';

/** Goes to a page from where the address is not drawn: lists that are drawn with every key would follow its every change. */
export function openEntity(subject: EntitySubject): void {
  window.location.hash = entityAddress(parseRoute(window.location.hash), subject);
}
