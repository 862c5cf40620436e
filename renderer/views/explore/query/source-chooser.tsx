import { Button } from 'react-aria-components/Button';
import {
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  type Selection,
} from 'react-aria-components/Menu';
import type { BundleView } from '../../../../shared/contract/case-protocol.ts';
import type { SearchResult } from '../../../../shared/contract/search-protocol.ts';
import { searchText } from '../../../text/search.ts';
import { useCaseSession } from '../../app/case-session.tsx';
import type { RouteSearch } from '../../app/route.ts';
import { BundleStanding } from '../../bundles/bundle-standing.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { Icon } from '../../common/icon.tsx';

interface SourceChooserProps {
  readonly bundles: readonly BundleView[];
  readonly searched: readonly BundleView[];
  /** How many lines of each were found; null while the figures are those of another question. */
  readonly byBundle: SearchResult['byBundle'] | null;
  readonly onChoose: (sources: RouteSearch['sources']) => void;
}

/** Which bundles of the case are searched, and how far each of them can be believed. */
export function SourceChooser({ bundles, searched, byBundle, onChoose }: SourceChooserProps) {
  const { check } = useCaseSession();
  if (bundles.length === 1) return null;
  const chosen = searched.map(({ bundleId }) => bundleId);
  const select = (selection: Selection) => {
    const ids = selection === 'all' ? bundles.map(({ bundleId }) => bundleId) : [...selection].map(String);
    if (ids.length === bundles.length) onChoose('case');
    // Something is always searched: who takes away the last one goes back to the bundle of the strip.
    else onChoose(ids.length === 0 ? 'bundle' : ids);
  };
  return (
    <MenuTrigger>
      <Button
        className="button"
        data-look="plain"
        aria-label={`${searchText.sources}: ${wordsOf(searched, bundles)}`}
      >
        <Icon name="bundles" />
        <span>{wordsOf(searched, bundles)}</span>
        <Icon name="down" size={12} />
      </Button>
      <Popover className="menu-popover" placement="bottom start">
        <Menu
          className="menu"
          aria-label={searchText.sources}
          onAction={(key) => {
            if (key === 'bundle' || key === 'case') onChoose(key);
          }}
        >
          <MenuSection aria-label={searchText.sources}>
            <MenuItem id="bundle" className="menu-item">
              {searchText.thisSource}
            </MenuItem>
            <MenuItem id="case" className="menu-item">
              {searchText.allSources}
            </MenuItem>
          </MenuSection>
          <MenuSection
            className="menu-section"
            aria-label={searchText.sources}
            selectionMode="multiple"
            selectedKeys={chosen}
            onSelectionChange={select}
          >
            {bundles.map((bundle) => {
              const found = byBundle?.find(({ bundleId }) => bundleId === bundle.bundleId);
              return (
                <MenuItem
                  key={bundle.bundleId}
                  id={bundle.bundleId}
                  className="menu-item source-item"
                  textValue={bundle.fileName}
                >
                  <EvidenceText text={bundle.fileName} limit={120} />
                  <span className="number">
                    {found !== undefined && searchText.sourceLines(found.total, found.searched)}
                  </span>
                  <BundleStanding check={check(bundle)} />
                </MenuItem>
              );
            })}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function wordsOf(searched: readonly BundleView[], bundles: readonly BundleView[]): string {
  return searchText.sourcesButton(searched.length, bundles.length);
}
