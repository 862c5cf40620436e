import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { BugError } from '../../../shared/bytes/errors.ts';
import type { BundleView, JudgedCaseView } from '../../../shared/contract/case-protocol.ts';
import { type BundleCheck, checkOfBundle } from '../../client/bundle-check.ts';
import { onChangedCase } from '../../client/changed-cases.ts';
import type { CaseState, CurrentCase } from '../../client/current-case.ts';
import { onDeletedCase } from '../../client/deleted-cases.ts';
import { renewPrivateCase } from '../../client/private-cases.ts';
import { frameText } from '../../text/frame.ts';
import { unlockCaseText } from '../../text/vault.ts';
import { chooseBundle } from './choose-bundle.ts';
import type { Route } from './route.ts';

export interface CaseSession {
  /** Of the route. */
  readonly caseId: string | null;
  readonly state: CaseState;
  /** The bundle that the strip and Explore speak of: the one of the route, or else the first of the case. */
  readonly bundle: BundleView | null;
  /** Its verdict, or why there is none yet. */
  check(bundle: BundleView): BundleCheck;
  /** Draws what a request about this case answered. All of it was verified for that answer. */
  show(view: JudgedCaseView): void;
  /** Goes to a case that has just been made or added to; it is not opened again. The address has to follow. */
  arrive(view: JudgedCaseView): void;
  stopCheck(): void;
  checkNow(): void;
  verifyAgain(bundleId: string): void;
  /** The worker has forgotten the key of this case. */
  leaveLocked(caseId: string): void;
  reopen(): void;
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
  current,
  route: { caseId, bundleId },
  children,
}: {
  readonly current: CurrentCase;
  readonly route: Route;
  readonly children: ReactNode;
}) {
  const snapshot = useSyncExternalStore(current.subscribe, current.snapshot);

  useEffect(() => current.open(caseId), [current, caseId]);
  useEffect(() => onChangedCase((id) => current.caseChanged(id)), [current]);
  useEffect(
    () => onDeletedCase((id) => current.caseGone(id, { kind: 'refused', message: frameText.caseDeleted })),
    [current],
  );

  // Between a new address and what is known of it, the case before must not be drawn under the new name.
  const state = snapshot.caseId === caseId ? snapshot.state : caseId === null ? none : opening;
  const session = useMemo<CaseSession>(() => {
    const isOpen = state.kind === 'open';
    return {
      caseId,
      state,
      bundle: isOpen ? chooseBundle(state.view, bundleId) : null,
      check: (bundle) => checkOfBundle(bundle, isOpen ? state.check : { kind: 'over' }),
      // An answer may come when the person has gone on to another case.
      show: (view) => {
        if (view.case.caseId === current.snapshot().caseId) current.show(view);
      },
      arrive: (view) => current.show(view),
      stopCheck: () => current.stopCheck(),
      checkNow: () => current.checkNow(),
      verifyAgain: (id) => current.verifyAgain(id),
      leaveLocked: (id) => {
        renewPrivateCase(id);
        current.caseGone(id, { kind: 'locked', message: unlockCaseText.gateTitle });
      },
      reopen: () => current.reopen(),
    };
  }, [bundleId, caseId, current, state]);

  return <SessionContext value={session}>{children}</SessionContext>;
}

const none: CaseState = { kind: 'none' };
const opening: CaseState = { kind: 'opening' };
