import type { QueryProblem } from '../../../../shared/contract/search-protocol.ts';
import { searchText } from '../../../text/search.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { Icon } from '../../common/icon.tsx';

interface QueryFaultLineProps {
  readonly problem: QueryProblem;
  readonly onMend: () => void;
}

/** Where a query cannot be read, why, and the whole query mended: in the place of the terms that it does not have. */
export function QueryFaultLine({ problem, onMend }: QueryFaultLineProps) {
  return (
    <p className="query-fault">
      <Icon name="warning" size={14} />
      <strong>{searchText.column(problem.start + 1)}</strong>
      <span className="query-fault-words">
        <EvidenceText text={problem.message} limit={400} />
      </span>
      {problem.suggestion !== null && (
        <span className="query-mend">
          <ActionButton label={searchText.useFix} look="quiet" onPress={onMend} />
          <span className="query-mended">
            <EvidenceText text={problem.suggestion} limit={120} />
          </span>
          <kbd>{searchText.fixKeys}</kbd>
        </span>
      )}
    </p>
  );
}
