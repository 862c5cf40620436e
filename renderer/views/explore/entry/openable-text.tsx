import { useState } from 'react';
import { entryText } from '../../../text/entry.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { cutText } from './cut-text.ts';

/** Enough to know a value by; a value may have 65,000 characters, and there may be thousands of them. */
const shownAtFirst = 300;
/** Each further press shows so many more: the longest value in four presses. */
const shownMore = 16_000;

/** Evidence of any length: its start, how much more there is, and the rest when it is asked for. */
export function OpenableText({ text }: { readonly text: string }) {
  const [limit, setLimit] = useState(shownAtFirst);
  const shown = cutText(text, limit);
  const hidden = text.length - shown.length;
  return (
    <>
      <EvidenceText text={shown} limit={shown.length} />
      {hidden > 0 && (
        <span className="text-more">
          {hidden > shownMore && <span className="hint">{entryText.textHidden(hidden)}</span>}
          <ActionButton
            label={entryText.moreText(Math.min(hidden, shownMore))}
            look="quiet"
            onPress={() => setLimit(limit + shownMore)}
          />
        </span>
      )}
    </>
  );
}
