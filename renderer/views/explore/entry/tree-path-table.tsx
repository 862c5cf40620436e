import type { TreeStep } from '../../../../shared/contract/entry-protocol.ts';
import { proofText } from '../../../text/entry-proof.ts';
import { groupsOf } from '../../common/digest.tsx';
import { Fold } from './fold.tsx';

/** The digests that a leaf is joined with on its way to the root, from the leaf up. Few people look, so they are folded away. */
export function TreePathTable({ steps }: { readonly steps: readonly TreeStep[] }) {
  if (steps.length === 0) return null;
  const { siblingColumns } = proofText;
  return (
    <Fold title={proofText.siblings(steps.length)}>
      <table className="table siblings">
        <thead>
          <tr>
            <th scope="col">{siblingColumns.side}</th>
            <th scope="col" className="number">
              {siblingColumns.span}
            </th>
            <th scope="col">{siblingColumns.digest}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ side, from, before, digest }) => (
            <tr key={`${from} ${before}`}>
              <td>{proofText.sides[side]}</td>
              <td className="number">{proofText.span(from, before)}</td>
              <td>
                <code className="sibling-digest">
                  {groupsOf(digest, 8).map((group, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one digest never move.
                    <span key={index}>{group}</span>
                  ))}
                </code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Fold>
  );
}
