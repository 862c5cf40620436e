import { useEffect, useMemo, useRef, useState } from 'react';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import type { EntityDescription, EntityOrder } from '../../../shared/contract/entity-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';

export type EntityState =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'loaded';
      readonly description: EntityDescription;
      /** The figures are those of the names before; what is asked now is on its way. */
      readonly isStale: boolean;
    }
  | { readonly kind: 'failed'; readonly error: WireError };

interface Told {
  readonly about: string;
  readonly order: string;
  readonly answer: EntityDescription | WireError;
}

/**
 * The description of one entity. While the same one is asked for with other names, the answer before stays. `known` is what is
 * known of the searched bundles: when it changes, for instance because a check has ended, the same is asked again.
 */
export function useEntity(
  { caseId, bundleIds, subject, joins, listed, buckets }: EntityOrder,
  known: string,
): EntityState {
  const client = useCaseClient();
  const about = JSON.stringify([caseId, bundleIds, subject]);
  const order = JSON.stringify({ caseId, bundleIds, subject, joins, listed, buckets });
  const [told, setTold] = useState<Told | null>(null);
  const latest = useRef({ about, known });
  latest.current = { about, known };
  useEffect(() => {
    const stop = new AbortController();
    const tell = (answer: Told['answer']) => {
      if (!stop.signal.aborted) setTold({ about: latest.current.about, order: `${order} ${known}`, answer });
    };
    client
      .call('describeEntity', JSON.parse(order), { signal: stop.signal })
      .then(tell, (thrown: unknown) => tell(toWireError(thrown)));
    return () => stop.abort();
  }, [client, order, known]);
  return useMemo(() => {
    if (told === null || told.about !== about) return { kind: 'loading' };
    if ('message' in told.answer) return { kind: 'failed', error: told.answer };
    return { kind: 'loaded', description: told.answer, isStale: told.order !== `${order} ${known}` };
  }, [told, about, order, known]);
}
