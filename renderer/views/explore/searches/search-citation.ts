import type { PastSearch } from '../../../../shared/case/search-facts.ts';
import { searchesText } from '../../../text/search.ts';
import { formatTime } from '../../common/format-time.ts';

/** A past search as a report cites it: question, figures, files, the record that says so, and the digest that names the question. */
export function searchCitation(search: PastSearch): string {
  const { citation } = searchesText;
  return [
    citation.query(search.query),
    citation.words(search.words),
    citation.found(search.found, search.searched),
    citation.files(searchesText.files(search.sources, search.sourceCount)),
    ...(search.unchecked === 0 ? [] : [citation.unchecked(search.unchecked)]),
    citation.record(search.seq, formatTime(search.at)),
    citation.digest(search.digest),
  ].join('\n');
}
