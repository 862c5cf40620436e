import { useCallback, useMemo, useRef, useState } from 'react';
import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import { useEntries } from '../../client/use-entries.ts';
import { exploreText } from '../../text/explore.ts';
import type { Navigation } from '../app/use-route.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EmptyState } from '../common/empty-state.tsx';
import { damagedLines, nextDamaged } from './damaged-lines.ts';
import { EntryGrid } from './entry-grid.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { lineCount } from './line-count.ts';

interface ExploreScreenProps {
  readonly bundle: BundleView;
  readonly navigation: Navigation;
}

/** Every line of the bundle, and beside the table the one that is open. */
export function ExploreScreen({ bundle, navigation: { route, navigate } }: ExploreScreenProps) {
  const total = lineCount(bundle.receipt);
  const isAltered = bundle.verdict?.headline === 'LOCAL COPY ALTERED';
  const pages = useEntries(bundle, total);
  const table = useRef<HTMLDivElement>(null);
  const [visible, setVisible] = useState({ first: 0, end: 0 });
  const opened = route.ordinal === null || total === 0 ? null : Math.min(route.ordinal, total - 1);
  const [active, setActive] = useState<EntryOrdinal>(opened ?? 0);

  const damaged = useMemo(() => damagedLines(bundle.verdict), [bundle.verdict]);
  const next = nextDamaged(damaged, active);

  const open = useCallback(
    (ordinal: EntryOrdinal) => {
      setActive(ordinal);
      navigate({ ordinal }, 'replace');
    },
    [navigate],
  );
  const showVisible = useCallback((first: number, end: number) => setVisible({ first, end }), []);
  const move = (ordinal: EntryOrdinal) => {
    setActive(ordinal);
    // An open panel follows the active row, so that j and k read entry after entry.
    if (opened !== null) navigate({ ordinal }, 'replace');
  };
  const close = () => {
    navigate({ ordinal: null }, 'replace');
    table.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
  };

  if (total === 0) {
    return <EmptyState icon="explore" title={exploreText.emptyTitle} advice={exploreText.emptyAdvice} />;
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the panel from anywhere on this screen.
    <div
      className="explore"
      data-panel={opened !== null || undefined}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && opened !== null) close();
      }}
    >
      <section className="explore-table" ref={table} aria-labelledby="explore-title">
        <div className="explore-bar">
          <h1 id="explore-title">{exploreText.grid}</h1>
          <strong className="explore-total">{exploreText.total(total)}</strong>
          <span className="hint">{exploreText.order}</span>
          {next !== null && next !== opened && (
            <ActionButton
              label={exploreText.nextDamaged(damaged.length)}
              icon="cross"
              look="quiet"
              onPress={() => open(next)}
            />
          )}
          <span className="explore-range">
            {visible.end > 0 && !isAltered && exploreText.range(visible.first + 1, visible.end)}
          </span>
        </div>
        {isAltered ? (
          <EmptyState icon="explore" title={exploreText.alteredTitle} advice={exploreText.alteredAdvice} />
        ) : (
          <EntryGrid
            pages={pages}
            active={active}
            opened={opened}
            onActive={move}
            onOpen={open}
            onVisible={showVisible}
          />
        )}
      </section>
      {opened !== null && (
        <EntryPanel bundle={bundle} ordinal={opened} total={total} onMove={move} onClose={close} />
      )}
    </div>
  );
}
