import { Fragment } from 'react';
import { toVisibleText } from '../../../shared/bytes/visible-text.ts';
import { trustText } from '../../text/trust.ts';
import { Segments } from '../common/evidence-text.tsx';
import { type ComparedDigit, compareFingerprints } from './compare-fingerprints.ts';

/** A typed value may be longer than any fingerprint; what follows is no part of a comparison. */
const digitsShown = 96;

/** Both values, one under the other in columns, with each difference underlined. It cannot be selected for copying. */
export function FingerprintComparison({
  typed,
  actual,
}: {
  readonly typed: string;
  readonly actual: string;
}) {
  const digits = compareFingerprints(typed, actual).slice(0, digitsShown);
  const differences = digits.filter((digit) => !digit.isSame).length;
  return (
    <div className="comparison">
      <table>
        <tbody>
          <ComparisonRow name={trustText.dialog.youEntered} digits={digits} side="typed" />
          <ComparisonRow name={trustText.dialog.inBundle} digits={digits} side="actual" />
        </tbody>
      </table>
      <p>{trustText.dialog.differences(differences)}</p>
    </div>
  );
}

function ComparisonRow(props: {
  readonly name: string;
  readonly digits: readonly ComparedDigit[];
  readonly side: 'typed' | 'actual';
}) {
  return (
    <tr>
      <th scope="row">{props.name}</th>
      <td>
        <bdi className="comparison-digits">
          {props.digits.map((digit, index) => {
            const shown = digit[props.side];
            const content = shown === '' ? '·' : <Segments segments={toVisibleText(shown)} />;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a digit is its position.
              <Fragment key={index}>
                {digit.isSame ? <span>{content}</span> : <mark>{content}</mark>}
              </Fragment>
            );
          })}
        </bdi>
      </td>
    </tr>
  );
}
