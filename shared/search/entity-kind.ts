import type { EventField } from '../adapters/event-field.ts';
import type { EntityField } from '../contract/entity-protocol.ts';

/** What is asked of a person, a resource, an address or a session: which is which the field says. */
interface EntityKind {
  /** Fields that say what it did, or what was done with it. */
  readonly touched: readonly EventField[];
  /** Fields through which it has neighbours: others of its kind that were seen with the same. */
  readonly through: readonly EventField[];
}

const kinds: Readonly<Record<EntityField, EntityKind>> = {
  actor: {
    touched: ['action', 'target', 'outcome', 'address', 'session', 'service'],
    through: ['address', 'session'],
  },
  target: {
    touched: ['actor', 'action', 'outcome', 'address', 'session', 'service'],
    through: ['session', 'actor'],
  },
  address: {
    touched: ['actor', 'action', 'outcome', 'target', 'session', 'service'],
    through: ['session', 'actor'],
  },
  session: {
    touched: ['actor', 'action', 'outcome', 'target', 'address', 'service'],
    through: ['actor', 'address'],
  },
};

export function entityKind(field: EntityField): EntityKind {
  return kinds[field];
}

/** The field as one whose values have a page of their own; null for all others. */
export function entityFieldOf(field: string): EntityField | null {
  switch (field) {
    case 'actor':
    case 'target':
    case 'address':
    case 'session':
      return field;
    default:
      return null;
  }
}
