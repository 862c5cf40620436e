import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { queryInWords } from '../../../shared/query/query-in-words.ts';
import { compareText } from '../../text/compare.ts';
import { EvidenceText } from '../common/evidence-text.tsx';

interface ComparedWordsProps {
  readonly side: 'left' | 'right';
  readonly query: string;
  readonly sources: readonly BundleView[];
  readonly all: number;
}

/** What one side asks, for somebody who has never seen a query. */
export function ComparedWords({ side, query, sources, all }: ComparedWordsProps) {
  const words = wordsOfQuery(query);
  return (
    <p className="compared-words">
      <strong className="compared-side-letter" data-side={side}>
        {compareText.sides[side]}
      </strong>
      <span>
        {words === '' ? (
          <span className="missing">{compareText.notRead}</span>
        ) : (
          <EvidenceText text={words} limit={2_000} />
        )}{' '}
        <span className="hint">
          {compareText.in}{' '}
          {sources.length === 1 ? (
            <EvidenceText text={sources[0]?.fileName ?? ''} limit={120} />
          ) : (
            compareText.inBundles(sources.length, all)
          )}
        </span>
      </span>
    </p>
  );
}

/** Empty for a query that cannot be read, of which its own line says so. */
export function wordsOfQuery(query: string): string {
  const parsed = parseQuery(query);
  return parsed.kind === 'invalid' ? '' : queryInWords(parsed.query);
}
