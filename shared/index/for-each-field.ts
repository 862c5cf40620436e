import { type EventField, eventFields } from '../adapters/event-field.ts';

/** A value for each field of the event model. */
export function forEachField<Value>(valueFor: (field: EventField) => Value): {
  [Field in EventField]: Value;
} {
  // Object.fromEntries cannot know that its keys are complete; `eventFields` is the list that the type is made from.
  return Object.fromEntries(eventFields.map((field) => [field, valueFor(field)])) as {
    [Field in EventField]: Value;
  };
}
