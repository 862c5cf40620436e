import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import { withTimeRange } from '../../../shared/query/edit-query.ts';
import { compareText } from '../../text/compare.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Icon } from '../common/icon.tsx';
import { searchedBundles, timesOfSources } from '../explore/query/searched-bundles.ts';
import type { ComparisonAddress } from './comparison-address.ts';
import { halvesOf, lastAndBefore } from './comparison-presets.ts';

interface PresetMenuProps {
  readonly bundles: readonly BundleView[];
  readonly bundle: BundleView;
  readonly current: ComparisonAddress;
  readonly onChoose: (address: ComparisonAddress) => void;
}

const day = 86_400_000;
/** More pairs of bundles than this are chosen on the sides themselves. */
const mostPairs = 10;

/** Both sides at once: two periods of what side A asks, or two bundles. */
export function PresetMenu({ bundles, bundle, current, onChoose }: PresetMenuProps) {
  const presets = presetsOf(bundles, bundle, current);
  return (
    <MenuTrigger>
      <Button className="button" data-look="primary">
        <span>{compareText.presets}</span>
        <Icon name="down" size={12} />
      </Button>
      <Popover className="menu-popover" placement="bottom start">
        <Menu
          className="menu"
          aria-label={compareText.presetGroups}
          onAction={(key) => {
            const preset = presets.find(({ words }) => words === key);
            if (preset !== undefined) onChoose({ ...preset.address, fields: current.fields });
          }}
        >
          {presets.map(({ words }) => (
            <MenuItem key={words} id={words} className="menu-item" textValue={words}>
              <EvidenceText text={words} limit={200} />
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

interface Preset {
  readonly words: string;
  readonly address: ComparisonAddress;
}

function presetsOf(
  bundles: readonly BundleView[],
  bundle: BundleView,
  { left, fields }: ComparisonAddress,
): readonly Preset[] {
  const sources = searchedBundles(bundles, bundle, left.sources);
  const times = timesOfSources(sources);
  const ends = {
    first: times === null ? null : { time: times.from },
    last: times === null ? null : { time: times.before - 1 },
  };
  const query = withTimeRange(left.query, null);
  const periods = [
    { words: compareText.halves, address: halvesOf(query, left.sources, ends) },
    { words: compareText.lastWeek, address: lastAndBefore(query, left.sources, ends, 7 * day) },
    { words: compareText.lastDay, address: lastAndBefore(query, left.sources, ends, day) },
  ].flatMap(({ words, address }) => (address === null ? [] : [{ words, address }]));
  const pairs = bundles
    .filter(({ bundleId }) => bundleId !== bundle.bundleId)
    .slice(0, mostPairs)
    .map((other) => ({
      words: compareText.bundlePair(bundle.fileName, other.fileName),
      address: {
        left: { query: '', sources: [bundle.bundleId] },
        right: { query: '', sources: [other.bundleId] },
        fields,
      },
    }));
  return [...periods, ...pairs];
}
