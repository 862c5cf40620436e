import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { BugError } from '../../../shared/bytes/errors.ts';
import type { BundleView, CaseView } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import { onChangedCase } from '../../client/changed-cases.ts';
import { onDeletedCase } from '../../client/deleted-cases.ts';
import { type CaseState, useCase } from '../../client/use-case.ts';
import { frameText } from '../../text/frame.ts';
import type { Route } from './route.ts';

export interface CaseSession {
  readonly state: { readonly kind: 'none' } | CaseState;
  /** The bundle that the strip and Explore speak of: the one of the route, or else the first of the case. */
  readonly bundle: BundleView | null;
  /** Draws what a request answered. All of it was verified for that answer, so the case is not opened again. */
  show(view: CaseView): void;
}

interface Known {
  readonly caseId: string;
  readonly state: CaseState;
  readonly isAnswered: boolean;
}

const SessionContext = createContext<CaseSession | null>(null);

/** The case that the window looks at. Throws BugError outside of the provider. */
export function useCaseSession(): CaseSession {
  const session = useContext(SessionContext);
  if (session === null) throw new BugError('A component used the case session outside its provider.');
  return session;
}

/** Opens the case of the route, unless a request has just answered it, and hands it to everything inside. */
export function CaseSessionProvider({
  route: { caseId, bundleId },
  children,
}: {
  readonly route: Route;
  readonly children: ReactNode;
}) {
  const client = useCaseClient();
  const [known, setKnown] = useState<Known | null>(null);
  const show = useCallback((view: CaseView) => {
    setKnown({ caseId: view.case.caseId, state: { kind: 'open', view }, isAnswered: true });
  }, []);
  const learn = useCallback((id: string, state: CaseState) => {
    setKnown((now) =>
      now?.caseId === id && now.isAnswered ? now : { caseId: id, state, isAnswered: false },
    );
  }, []);

  useEffect(
    () =>
      onDeletedCase((id) => {
        const state: CaseState = {
          kind: 'failed',
          error: { kind: 'refused', message: frameText.caseDeleted },
        };
        setKnown((now) => (now?.caseId === id ? { caseId: id, state, isAnswered: true } : now));
      }),
    [],
  );

  useEffect(() => {
    let isCurrent = true;
    const stop = onChangedCase((id) => {
      if (id !== caseId) return;
      // In the background: a dialog that is open here must not lose what was typed into it.
      client.call('openCase', { caseId: id }).then(
        (view) => isCurrent && show(view),
        (thrown: unknown) => {
          const state: CaseState = { kind: 'failed', error: toWireError(thrown) };
          if (isCurrent) setKnown({ caseId: id, state, isAnswered: true });
        },
      );
    });
    return () => {
      isCurrent = false;
      stop();
    };
  }, [caseId, client, show]);

  const current = known?.caseId === caseId ? known : null;
  const session = useMemo<CaseSession>(() => {
    const state = caseId === null ? noCase : (current?.state ?? opening);
    return { state, bundle: state.kind === 'open' ? chooseBundle(state.view, bundleId) : null, show };
  }, [caseId, bundleId, current, show]);

  return (
    <SessionContext value={session}>
      {caseId !== null && current?.isAnswered !== true && (
        <StoredCase key={caseId} caseId={caseId} learn={learn} />
      )}
      {children}
    </SessionContext>
  );
}

const noCase = { kind: 'none' } as const;
const opening: CaseState = { kind: 'opening', progress: null };

/** Opens a case for as long as it is drawn, and reports how far that has come. It draws nothing itself. */
function StoredCase(props: { readonly caseId: string; learn(caseId: string, state: CaseState): void }) {
  const { caseId, learn } = props;
  const state = useCase(caseId);
  useEffect(() => learn(caseId, state), [caseId, state, learn]);
  return null;
}

function chooseBundle(view: CaseView, bundleId: string | null): BundleView | null {
  return view.bundles.find((bundle) => bundle.bundleId === bundleId) ?? view.bundles[0] ?? null;
}
