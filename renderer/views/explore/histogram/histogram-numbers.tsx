import type { Histogram } from '../../../../shared/contract/search-protocol.ts';
import { commonText } from '../../../text/common.ts';
import { histogramText } from '../../../text/histogram.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { DialogFrame } from '../../common/dialog-frame.tsx';
import { formatCount } from '../../common/format-number.ts';
import { momentWords } from './bucket-time.ts';

/** The same numbers as the bars show, for reading one by one. */
export function HistogramNumbers(props: { readonly histogram: Histogram; readonly onClose: () => void }) {
  const { histogram, onClose } = props;
  const { start, width, counts, searched } = histogram;
  const rows = counts.flatMap((found, index) =>
    found === 0 ? [] : [{ from: start + index * width, found, searched: searched[index] ?? 0 }],
  );
  return (
    <DialogFrame title={histogramText.numbers} onClose={onClose} width="wide" isDismissable>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="histogram-numbers" tabIndex={0} aria-label={histogramText.numbers}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{histogramText.columns.from}</th>
              <th scope="col">{histogramText.columns.before}</th>
              <th scope="col" className="number">
                {histogramText.columns.found}
              </th>
              <th scope="col" className="number">
                {histogramText.columns.searched}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.from}>
                <td className="time">{momentWords(row.from, width)}</td>
                <td className="time">{momentWords(row.from + width, width)}</td>
                <td className="number">{formatCount(row.found)}</td>
                <td className="number">{formatCount(row.searched)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length < counts.length && (
        <p className="hint">{histogramText.emptyBars(counts.length - rows.length)}</p>
      )}
      <div className="dialog-actions">
        <ActionButton label={commonText.close} onPress={onClose} autoFocus />
      </div>
    </DialogFrame>
  );
}
