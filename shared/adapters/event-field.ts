/** The columns of the event model that every adapter fills, in the order in which the table shows them. */
export const eventFields = ['actor', 'action', 'target', 'outcome', 'service', 'address', 'session'] as const;

export type EventField = (typeof eventFields)[number];
