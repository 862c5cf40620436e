import {
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { JudgedCaseView } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import type { CurrentCase } from '../../client/current-case.ts';
import type { Host } from '../../host/host.ts';
import { frameText } from '../../text/frame.ts';
import { BundlesScreen } from '../bundles/bundles-screen.tsx';
import { ExploreScreen } from '../explore/explore-screen.tsx';
import { HomeScreen } from '../home/home-screen.tsx';
import { ImportJobs } from '../home/import-jobs.tsx';
import { LensProvider, useLens } from '../lens/lens-provider.tsx';
import { CommandPalette } from '../palette/command-palette.tsx';
import { useHandedReports } from '../reports/use-handed-reports.ts';
import { BundleGate } from './case-gate.tsx';
import { CaseSessionProvider, useCaseSession } from './case-session.tsx';
import { DropTarget } from './drop-target.tsx';
import { ImportQueue } from './import-queue.ts';
import { foreseeScreens, LaterScreen } from './later-screen.tsx';
import { Rail } from './rail.tsx';
import type { Route, Screen } from './route.ts';
import type { ScreenProps } from './screen-props.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { Strip } from './strip.tsx';
import { useArrivals } from './use-arrivals.tsx';
import { type Navigation, useRoute } from './use-route.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** The whole window: the case of the address, the frame around it, and the screen inside. */
export function Workspace({ host, current }: { readonly host: Host; readonly current: CurrentCase }) {
  const navigation = useRoute();
  return (
    <CaseSessionProvider current={current} route={navigation.route}>
      <OpenCaseLens>
        <Frame host={host} navigation={navigation} />
      </OpenCaseLens>
    </CaseSessionProvider>
  );
}

function OpenCaseLens({ children }: { readonly children: ReactNode }) {
  const { state } = useCaseSession();
  return (
    <LensProvider caseId={state.kind === 'open' ? state.view.case.caseId : null}>{children}</LensProvider>
  );
}

function Frame({ host, navigation }: { readonly host: Host; readonly navigation: Navigation }) {
  const { route, navigate } = navigation;
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const [isPaletteOpen, setIsPaletteOpen] = useState(false);
  const queue = useImportQueue(navigation);
  const isImporting = useSyncExternalStore(queue.subscribe, queue.hasRunning);
  const { state } = useCaseSession();
  const { lens } = useLens();

  // Own evidence never joins the sample case, and files dropped on Home start a case of their own.
  const ownCaseId = state.kind === 'open' && state.view.case.kind === 'own' ? state.view.case.caseId : null;
  const dropCaseId = route.screen === 'home' ? null : ownCaseId;
  const { handed, take } = useHandedReports(() => navigate({ screen: 'reports', ordinal: null }));
  const { arrive: showArrived } = useCaseSession();
  const { arrive, openCaseFile, dialog } = useArrivals(queue, (view) => {
    showArrived(view);
    navigate(toImported(view, null));
  });
  const openAsNewCase = useCallback(
    (files: readonly File[]) => void take(files).then((others) => arrive(others)),
    [arrive, take],
  );
  const openEncrypted = useCallback(
    (files: readonly File[]) => void take(files).then((others) => arrive(others, 'encrypted')),
    [arrive, take],
  );
  const encryptFiles = useCallback(
    (files: readonly File[], passphrase: string) => queue.addFiles(files, null, passphrase),
    [queue],
  );
  const openDropped = useCallback(
    (files: readonly File[]) => {
      if (dropCaseId === null) openAsNewCase(files);
      else void take(files).then((others) => queue.addFiles(others, dropCaseId));
    },
    [queue, take, dropCaseId, openAsNewCase],
  );
  const refuseFolders = useCallback((names: readonly string[]) => queue.refuseFolders(names), [queue]);
  useEffect(foreseeScreens, []);
  useEffect(() => host.onOpenRequest(openAsNewCase), [host, openAsNewCase]);
  useEffect(() => host.setUnsavedChanges(isImporting), [host, isImporting]);
  useEffect(() => {
    document.title = `${frameText.screens[route.screen]} · ${frameText.product}`;
  }, [route.screen]);
  useShortcuts({
    onScreen: useCallback((screen: Screen) => navigate({ screen, ordinal: null }), [navigate]),
    onHelp: useCallback(() => setIsHelpOpen(true), []),
    onPalette: useCallback(() => setIsPaletteOpen(true), []),
  });

  return (
    <DropTarget
      into={dropCaseId === null ? 'new-case' : 'open-case'}
      onFiles={openDropped}
      onEncryptFiles={openEncrypted}
      onFolders={refuseFolders}
    >
      <div className="frame">
        {/* The address holds the route, so this jump cannot be a link to a fragment. */}
        <button
          type="button"
          className="skip-link"
          onClick={() => document.getElementById('content')?.focus()}
        >
          {frameText.skip}
        </button>
        <Strip
          onChooseBundle={(bundleId) =>
            navigate({ bundleId, ordinal: null, search: { ...route.search, sources: 'bundle' } })
          }
        />
        <Rail route={route} onShortcuts={() => setIsHelpOpen(true)} />
        <main className="content" id="content" tabIndex={-1}>
          <ImportJobs queue={queue} />
          {/* Through another lens everything is asked anew. */}
          <CurrentScreen
            key={lens}
            navigation={navigation}
            appVersion={host.appVersion}
            saveFile={host.saveFile}
            handedReports={handed}
            onOpenFiles={openAsNewCase}
            onEncryptFiles={encryptFiles}
            onOpenCaseFile={openCaseFile}
            onAddFiles={
              ownCaseId === null
                ? null
                : (files) => void take(files).then((others) => queue.addFiles(others, ownCaseId))
            }
            onOpenSample={() => queue.addSample()}
          />
        </main>
      </div>
      {dialog}
      {isPaletteOpen && <CommandPalette onClose={() => setIsPaletteOpen(false)} />}
      {isHelpOpen && <ShortcutsDialog onClose={() => setIsHelpOpen(false)} />}
    </DropTarget>
  );
}

/** One queue for the life of the window; what it brings is shown by whatever is drawn at that moment. */
function useImportQueue({ navigate }: Navigation): ImportQueue {
  const client = useCaseClient();
  const { arrive } = useCaseSession();
  const latest = useRef({ navigate, arrive });
  latest.current = { navigate, arrive };
  return useMemo(
    () =>
      new ImportQueue(client, ({ view, bundleId }) => {
        latest.current.arrive(view);
        latest.current.navigate(toImported(view, bundleId));
      }),
    [client],
  );
}

function toImported({ case: { caseId }, bundles }: JudgedCaseView, bundleId: string | null): Partial<Route> {
  return { screen: 'bundles', caseId, bundleId: bundleId ?? bundles[0]?.bundleId ?? null, ordinal: null };
}

function CurrentScreen(props: ScreenProps) {
  const { screen } = props.navigation.route;
  switch (screen) {
    case 'home':
      return (
        <HomeScreen
          appVersion={props.appVersion}
          navigation={props.navigation}
          onOpenFiles={props.onOpenFiles}
          onEncryptFiles={props.onEncryptFiles}
          onOpenCaseFile={props.onOpenCaseFile}
          onOpenSample={props.onOpenSample}
        />
      );
    case 'bundles':
      return (
        <BundleGate>
          {(view, bundle) => (
            <BundlesScreen
              view={view}
              bundle={bundle}
              navigation={props.navigation}
              appVersion={props.appVersion}
              saveFile={props.saveFile}
              onAddFiles={props.onAddFiles}
            />
          )}
        </BundleGate>
      );
    case 'explore':
      return (
        <BundleGate>
          {(view, bundle) => (
            <ExploreScreen
              key={view.case.caseId}
              view={view}
              bundle={bundle}
              navigation={props.navigation}
              saveFile={props.saveFile}
              appVersion={props.appVersion}
            />
          )}
        </BundleGate>
      );
    default:
      return <LaterScreen {...props} screen={screen} />;
  }
}
