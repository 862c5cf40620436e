import { useEffect, useMemo, useState } from 'react';
import type { CaseSummary, LockedCase } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { paletteText } from '../../text/palette.ts';
import { useCaseSession } from '../app/case-session.tsx';
import { useRoute } from '../app/use-route.ts';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Icon, type IconName } from '../common/icon.tsx';
import { PickList } from '../common/pick-list.tsx';
import { findChoices } from './find-choices.ts';
import { listChoices } from './list-choices.ts';
import { keyOfChoice, type PaletteChoice } from './palette-choice.ts';
import { routeOfChoice } from './route-of-choice.ts';

/** One field that leads to every screen, bundle and case, to a line by its number, and to a search. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { route, navigate } = useRoute();
  const { state, bundle } = useCaseSession();
  const cases = useCases();
  const [text, setText] = useState('');
  const view = state.kind === 'open' ? state.view : null;
  const all = useMemo(() => listChoices({ view, cases }), [view, cases]);
  const found = useMemo(() => findChoices(text, all, bundle), [text, all, bundle]);
  return (
    <DialogFrame title={paletteText.title} onClose={onClose} isDismissable>
      <div className="palette">
        <PickList
          label={paletteText.label}
          placeholder={paletteText.placeholder}
          text={text}
          onText={setText}
          options={found}
          keyOf={keyOfChoice}
          draw={(choice) => <DrawnChoice choice={choice} />}
          onPick={(choice) => {
            onClose();
            navigate(routeOfChoice(choice, route));
          }}
          hint={found.length === 0 ? paletteText.none : paletteText.hint}
        />
      </div>
    </DialogFrame>
  );
}

function DrawnChoice({ choice }: { readonly choice: PaletteChoice }) {
  return (
    <span className="palette-option">
      <Icon name={iconOf(choice)} />
      <span className="palette-name">
        <EvidenceText text={choice.name} limit={120} />
      </span>
      <span className="palette-detail">
        <EvidenceText text={detailOf(choice)} limit={60} />
      </span>
    </span>
  );
}

function iconOf(choice: PaletteChoice): IconName {
  switch (choice.kind) {
    case 'screen':
      return choice.screen === 'entity' || choice.screen === 'compare' ? 'explore' : choice.screen;
    case 'line':
      return 'target';
    case 'query':
      return 'search';
    case 'bundle':
      return 'bundles';
    case 'case':
      return 'open';
    default:
      return choice satisfies never;
  }
}

function detailOf(choice: PaletteChoice): string {
  switch (choice.kind) {
    case 'line':
      return paletteText.inFile(choice.fileName);
    case 'bundle':
      return choice.headline;
    case 'case':
      return `${paletteText.kinds.case}, ${paletteText.bundles(choice.bundles)}`;
    case 'screen':
    case 'query':
      return paletteText.kinds[choice.kind];
    default:
      return choice satisfies never;
  }
}

/** None until they are there: what is open already can be gone to meanwhile. */
function useCases(): readonly (CaseSummary | LockedCase)[] {
  const client = useCaseClient();
  const [cases, setCases] = useState<readonly (CaseSummary | LockedCase)[]>([]);
  useEffect(() => {
    let isShown = true;
    client.call('listCases', {}).then(
      (listed) => isShown && setCases(listed),
      // Home says why they cannot be listed.
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [client]);
  return cases;
}
