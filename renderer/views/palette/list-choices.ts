import type {
  BundleView,
  CaseSummary,
  CaseView,
  LockedCase,
} from '../../../shared/contract/case-protocol.ts';
import { paletteText } from '../../text/palette.ts';
import { railScreens } from '../app/route.ts';
import type { PaletteChoice } from './palette-choice.ts';

interface Places {
  /** Null when no case is open. */
  readonly view: CaseView | null;
  readonly cases: readonly (CaseSummary | LockedCase)[];
}

/** Everywhere that one can go from here without typing: screens, bundles of the open case, other cases, the one opened last first. */
export function listChoices({ view, cases }: Places): readonly PaletteChoice[] {
  return [
    ...railScreens.map((screen) => ({ kind: 'screen', screen, name: paletteText.screens[screen] }) as const),
    ...(view?.bundles ?? []).map(toBundleChoice),
    ...cases
      .toSorted((one, other) => other.openedAt - one.openedAt)
      .flatMap((each) =>
        'isLocked' in each || each.caseId === view?.case.caseId ? [] : [toCaseChoice(each)],
      ),
  ];
}

function toBundleChoice({ bundleId, fileName, verdict }: BundleView): PaletteChoice {
  return { kind: 'bundle', bundleId, name: fileName, headline: verdict?.headline ?? paletteText.notChecked };
}

function toCaseChoice({ caseId, name, bundleCount }: CaseSummary): PaletteChoice {
  return { kind: 'case', caseId, name, bundles: bundleCount };
}
