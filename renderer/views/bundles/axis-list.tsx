import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components/Disclosure';
import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import type { Axis } from '../../../shared/verify/check-result.ts';
import type { Verdict } from '../../../shared/verify/verdict.ts';
import { axisTexts, bundlesText, tallyWords } from '../../text/bundles.ts';
import { Icon } from '../common/icon.tsx';
import { ToneIcon } from '../common/tone-icon.tsx';
import { axes, resultsOf, tallyOf } from './axes.ts';
import { CheckItem } from './check-item.tsx';

interface AxisListProps {
  readonly verdict: Verdict;
  readonly onShowEntry: (ordinal: EntryOrdinal) => void;
}

/** The four axes, each with its words; what failed is open from the start, also when a pinned key brought it up. */
export function AxisList(props: AxisListProps) {
  return (
    <div className="axes">
      {axes.map((axis) => (
        <AxisPanel key={`${axis} ${props.verdict.axes[axis].tone === 'bad'}`} axis={axis} {...props} />
      ))}
    </div>
  );
}

function AxisPanel({ axis, verdict, onShowEntry }: AxisListProps & { readonly axis: Axis }) {
  const { tone, words } = verdict.axes[axis];
  const { name, question } = axisTexts[axis];
  const results = resultsOf(axis, verdict.results);
  return (
    <Disclosure className="axis" data-tone={tone} data-axis={axis} defaultExpanded={tone === 'bad'}>
      <Heading level={3} className="axis-heading">
        <Button slot="trigger" className="axis-button">
          <ToneIcon tone={tone} size={18} />
          <span className="axis-name">
            {name}
            <span className="axis-question">{question}</span>
          </span>
          <span className="axis-words">{words}</span>
          <span className="axis-tally">{tallyWords(tallyOf(results))}</span>
          <span className="chevron">
            <Icon name="down" />
          </span>
        </Button>
      </Heading>
      <DisclosurePanel className="axis-panel" role="group" aria-label={bundlesText.checksOf(name)}>
        {results.length === 0 && <p className="hint">{bundlesText.noChecks}</p>}
        {results.map((result, index) => (
          <CheckItem
            // biome-ignore lint/suspicious/noArrayIndexKey: the results of one verdict never move, and may be alike.
            key={index}
            result={result}
            onShowEntry={onShowEntry}
          />
        ))}
      </DisclosurePanel>
    </Disclosure>
  );
}
