import { useMemo, useState } from 'react';
import type { BundleView, CaseView } from '../../../shared/contract/case-protocol.ts';
import type { CompareRequest } from '../../../shared/contract/search-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { commonText } from '../../text/common.ts';
import { compareText } from '../../text/compare.ts';
import type { Navigation } from '../app/use-route.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { FieldPicker } from '../explore/field-picker.tsx';
import { searchedBundles, timesOfSources } from '../explore/query/searched-bundles.ts';
import { ComparedWords, wordsOfQuery } from './compared-words.tsx';
import type { ComparisonAddress, SideAddress } from './comparison-address.ts';
import { halvesOf } from './comparison-presets.ts';
import { ComparisonResult } from './comparison-result.tsx';
import { CopyComparison } from './copy-comparison.tsx';
import { PresetMenu } from './preset-menu.tsx';
import { SideEditor } from './side-editor.tsx';
import { useComparison } from './use-comparison.ts';

interface CompareScreenProps {
  readonly view: CaseView;
  /** The one that the strip names. */
  readonly bundle: BundleView;
  readonly navigation: Navigation;
}

const standardFields = ['actor', 'action', 'address', 'target', 'outcome', 'service'];
/** How many values of each kind are listed; the worker compares all of them. */
const listSteps = [10, 50, 250, 1_000] as const;
const names = ['left', 'right'] as const;

/** Two periods, bundles, values or queries side by side, by what differs in some fields. */
export function CompareScreen({ view, bundle, navigation }: CompareScreenProps) {
  const { route, navigate } = navigation;
  const calls = useCaseClient();
  const { caseId } = view.case;
  const [listed, setListed] = useState<number>(listSteps[0]);
  const [isAdding, setIsAdding] = useState(false);
  const current = useMemo(
    () => route.comparison ?? standardComparison(bundle, route.search),
    [route.comparison, route.search, bundle],
  );
  const fields = current.fields.length === 0 ? standardFields : current.fields;
  const sources = {
    left: searchedBundles(view.bundles, bundle, current.left.sources),
    right: searchedBundles(view.bundles, bundle, current.right.sources),
  };
  const sideOf = (name: 'left' | 'right') => ({
    bundleIds: sources[name].map(({ bundleId }) => bundleId),
    query: current[name].query,
  });
  const request: CompareRequest = { caseId, left: sideOf('left'), right: sideOf('right'), fields, listed };
  const known = JSON.stringify(view.bundles.map(({ verdict }) => verdict !== null));
  const state = useComparison(request, known);
  const set = (change: Partial<ComparisonAddress>) => navigate({ comparison: { ...current, ...change } });
  const setSide = (name: 'left' | 'right', side: SideAddress) => set({ [name]: side });
  const nextStep = listSteps.find((step) => step > listed);
  const isSame = JSON.stringify(request.left) === JSON.stringify(request.right);
  return (
    <div className="page compare-page">
      <header className="compare-head">
        <h1>{compareText.title}</h1>
        <PresetMenu
          bundles={view.bundles}
          bundle={bundle}
          current={current}
          onChoose={(comparison) => navigate({ comparison })}
        />
        <ActionButton
          label={compareText.swap}
          onPress={() => set({ left: current.right, right: current.left })}
        />
        <CopyComparison
          request={request}
          words={{ left: wordsOfQuery(current.left.query), right: wordsOfQuery(current.right.query) }}
          isDisabled={state.answer?.kind !== 'compared' || state.isStale}
        />
      </header>
      <div className="sides">
        {names.map((name) => (
          <SideEditor
            key={name}
            name={name}
            side={current[name]}
            {...{ view, bundle, route }}
            onSide={(side) => setSide(name, side)}
          />
        ))}
      </div>
      <section className="compared" aria-label={compareText.compared}>
        {names.map((name) => (
          <ComparedWords
            key={name}
            side={name}
            query={current[name].query}
            sources={sources[name]}
            all={view.bundles.length}
          />
        ))}
        <p className="hint">{isSame ? compareText.sameSides : compareText.everyValue}</p>
        <ActionButton label={compareText.addField} icon="plus" onPress={() => setIsAdding(true)} />
      </section>
      <ComparisonResult
        state={state}
        sides={current}
        route={route}
        onMore={nextStep === undefined ? null : () => setListed(nextStep)}
        onRemove={(field) => {
          const left = fields.filter((each) => each !== field);
          if (left.length > 0) set({ fields: left });
        }}
      />
      {isAdding && (
        <DialogFrame title={compareText.addFieldTitle} onClose={() => setIsAdding(false)} isDismissable>
          <FieldPicker
            explore={{ calls, caseId, sources: [...new Set([...sources.left, ...sources.right])] }}
            label={compareText.addFieldTitle}
            taken={fields}
            onPick={(field) => {
              setIsAdding(false);
              set({ fields: [field, ...fields] });
            }}
          />
          <div className="dialog-actions">
            <ActionButton label={commonText.cancel} onPress={() => setIsAdding(false)} />
          </div>
        </DialogFrame>
      )}
    </div>
  );
}

/** What nobody has chosen yet: the two halves of what Explore searches, or twice all of it where it states no time. */
function standardComparison(
  bundle: BundleView,
  { sources }: Navigation['route']['search'],
): ComparisonAddress {
  const times = timesOfSources([bundle]);
  const all = { query: '', sources };
  const halves =
    times === null
      ? null
      : halvesOf('', sources, { first: { time: times.from }, last: { time: times.before - 1 } });
  return halves ?? { left: all, right: all, fields: [] };
}
