import type { LeavingField } from './leaving-fields.ts';
import type { OrderedHidden, RedactionOrderFile } from './order-file.ts';

/** What a person decides of a field: it leaves, it is hidden with a reason, or it stays because nobody has let it leave. */
export type FieldFate = 'leaves' | 'hidden' | 'not-let';

/** The part of an order that speaks of fields. */
export type FieldRulesOfOrder = Pick<RedactionOrderFile, 'shownPointers' | 'hidden'>;

export function fateOfField({ shownPointers, hidden }: FieldRulesOfOrder, pointer: string): FieldFate {
  if (hidden.some((rule) => isWithin(pointer, rule.pointer))) return 'hidden';
  if (shownPointers === null) return 'leaves';
  return shownPointers.some((shown) => isWithin(pointer, shown)) ? 'leaves' : 'not-let';
}

/** The rule by which a field is hidden; it may name what the field stands in. */
export function ruleOfField({ hidden }: FieldRulesOfOrder, pointer: string): OrderedHidden | null {
  return hidden.find((rule) => isWithin(pointer, rule.pointer)) ?? null;
}

/** The same rules with another fate of one field. `fields` are all that there are: a rule that names several is spelled out for the others. */
export function withFate(
  rules: FieldRulesOfOrder,
  fields: readonly LeavingField[],
  pointer: string,
  fate: FieldFate,
): FieldRulesOfOrder {
  if (fateOfField(rules, pointer) === fate) return rules;
  const others = fields.map((field) => field.pointer).filter((each) => each !== pointer);
  const hidden = rules.hidden.flatMap((rule) => {
    if (rule.pointer === pointer || !isWithin(pointer, rule.pointer)) return [rule];
    return others.filter((each) => isWithin(each, rule.pointer)).map((each) => ({ ...rule, pointer: each }));
  });
  const withoutRule = hidden.filter((rule) => rule.pointer !== pointer);
  const shown = shownWithout(rules.shownPointers, others, pointer);
  switch (fate) {
    case 'leaves':
      return {
        hidden: withoutRule,
        shownPointers: rules.shownPointers === null ? null : [...shown, pointer].toSorted(),
      };
    case 'not-let':
      return { hidden: withoutRule, shownPointers: shown };
    case 'hidden': {
      const isPersonal = fields.find((field) => field.pointer === pointer)?.isPersonal ?? false;
      const reason = isPersonal ? 'Personal data.' : 'Confidential.';
      return {
        hidden: [...withoutRule, { pointer, reason, privilege: '', pseudonym: '' }],
        shownPointers: rules.shownPointers === null ? null : shown,
      };
    }
    default:
      return fate satisfies never;
  }
}

/** The same rules with another reason, privilege or other name for one hidden field. */
export function withRule(rules: FieldRulesOfOrder, rule: OrderedHidden): FieldRulesOfOrder {
  return { ...rules, hidden: rules.hidden.map((each) => (each.pointer === rule.pointer ? rule : each)) };
}

/** From now on only what is there leaves; what comes later stays until somebody lets it leave. */
export function withDefaultDeny(
  rules: FieldRulesOfOrder,
  fields: readonly LeavingField[],
): FieldRulesOfOrder {
  if (rules.shownPointers !== null) return rules;
  const shown = fields.map(({ pointer }) => pointer).filter((each) => fateOfField(rules, each) === 'leaves');
  return { ...rules, shownPointers: shown };
}

function shownWithout(
  shown: readonly string[] | null,
  others: readonly string[],
  pointer: string,
): readonly string[] {
  if (shown === null) return others;
  const kept = shown.flatMap((each) =>
    isWithin(pointer, each) ? others.filter((other) => isWithin(other, each)) : [each],
  );
  return [...new Set(kept)].toSorted();
}

function isWithin(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}
