import { type RefObject, useEffect, useState } from 'react';
import type { ProblemPlace } from '../../../../shared/report/problem-place.ts';

/** Leads to a text of the form, once it is drawn: the answer asks for a place. What is no text of the form leads to its first field. */
export function useGoTo(form: RefObject<HTMLFormElement | null>): (place: ProblemPlace) => void {
  const [asked, setAsked] = useState<{ readonly place: ProblemPlace } | null>(null);
  useEffect(() => {
    if (asked === null) return;
    const field = fieldOf(form.current, asked.place);
    field?.scrollIntoView({ block: 'nearest' });
    field?.focus({ preventScroll: true });
  }, [form, asked]);
  return (place) => setAsked({ place });
}

function fieldOf(form: HTMLFormElement | null, place: ProblemPlace): HTMLElement | null {
  if (form === null) return null;
  const first = (selector: string) => form.querySelector<HTMLElement>(selector);
  switch (place.kind) {
    case 'narrative':
      return form.querySelectorAll<HTMLElement>('[data-place="narrative"] textarea')[place.part] ?? null;
    case 'limitations':
      return first('[data-place="limitations"] textarea');
    case 'supersedes':
      return first('[data-place="supersedes"] .field input');
    case 'title':
      return form.querySelectorAll<HTMLElement>('.builder-names input')[1] ?? null;
    case 'finding':
    case 'exhibit':
    case 'search':
    case 'entry':
    case 'elsewhere':
      // It is no text of this form; what goes in is chosen here.
      return first('[data-place="content"] input');
    default:
      return place satisfies never;
  }
}
