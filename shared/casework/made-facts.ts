import type { CustodyRecord } from '../case/custody-record.ts';
import type { MadeContent } from './made-content.ts';
import type { Target } from './target.ts';

type Facts = CustodyRecord['facts'];

/** Enough to know what a record is about; the whole of it is its content. */
const shownLength = 200;

/** What the custody log says in plain words of something that was made. */
export function madeFacts(content: MadeContent): Facts {
  return [{ name: 'by', value: content.by }, ...factsOf(content), ...originFacts(content)].map(
    ({ name, value }) => ({
      name,
      value: value.length > shownLength ? `${value.slice(0, shownLength)}…` : value,
    }),
  );
}

function originFacts({ from }: MadeContent): Facts {
  if (from === undefined) return [];
  return [
    { name: 'from overlay', value: from.overlay },
    { name: 'signed by', value: from.signer },
  ];
}

function factsOf(content: MadeContent): Facts {
  switch (content.kind) {
    case 'case-facts':
      return [
        { name: 'client', value: content.client },
        { name: 'period', value: `${content.periodStart} to ${content.periodEnd}` },
        { name: 'legal hold', value: content.isOnHold ? content.holdReason : 'no' },
      ];
    case 'annotation':
      return [
        { name: 'of', value: targetWords(content.targets) },
        ...given('note', content.note),
        ...given('tags added', content.addedTags?.join(', ')),
        ...given('tags removed', content.removedTags?.join(', ')),
        ...given(
          'star',
          content.isStarred === undefined ? undefined : content.isStarred ? 'set' : 'taken away',
        ),
        ...given('severity', content.severity === null ? 'none' : content.severity),
        ...given('review', content.reviewState === null ? 'none' : content.reviewState),
      ];
    case 'finding':
      return [
        { name: 'finding', value: content.title },
        { name: 'severity', value: content.severity },
        { name: 'state', value: content.state },
      ];
    case 'exhibit': {
      const lines = content.sources.reduce((sum, source) => sum + source.lines.length, 0);
      return [
        { name: 'exhibit', value: content.number },
        { name: 'title', value: content.title },
        { name: 'lines', value: String(lines) },
      ];
    }
    case 'exhibit-withdrawn':
      return [
        { name: 'exhibit', value: content.number },
        { name: 'reason', value: content.reason },
      ];
    case 'sample':
      return [
        { name: 'sample', value: content.title },
        { name: 'method', value: content.method },
        { name: 'seed', value: `${content.seed} (${content.seedOrigin})` },
        { name: 'lines', value: `${content.lines.length} of ${content.population.size}` },
        { name: 'query', value: content.population.query },
      ];
    case 'sample-result':
      return [
        { name: 'line', value: String(content.position + 1) },
        { name: 'marks', value: content.marks.join(', ') },
        ...given('remark', content.remark === '' ? undefined : content.remark),
      ];
    case 'report-draft':
      return [
        { name: 'report', value: content.number },
        { name: 'title', value: content.title },
        ...given('discarded', content.isDiscarded ? 'yes' : undefined),
      ];
    case 'undo':
      return [{ name: 'record', value: String(content.record) }];
    default:
      return content satisfies never;
  }
}

function given(name: string, value: string | undefined): Facts {
  return value === undefined ? [] : [{ name, value }];
}

function targetWords(targets: readonly Target[]): string {
  const [first] = targets;
  if (first === undefined) return 'nothing';
  const rest = targets.length > 1 ? ` and ${targets.length - 1} more` : '';
  switch (first.kind) {
    case 'entry':
      return `entry ${first.line.seq} of ${first.origin}${rest}`;
    case 'range':
      return `entries ${first.first.seq} to ${first.last.seq} of ${first.origin}${rest}`;
    case 'bundle':
      return `bundle ${first.fileSha256.slice(0, 16)} of ${first.origin}${rest}`;
    default:
      return first satisfies never;
  }
}
