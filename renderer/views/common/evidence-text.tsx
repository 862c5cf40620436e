import { memo } from 'react';
import { commonText } from '../../text/common.ts';
import { type TextSegment, toVisibleText } from './visible-text.ts';

interface EvidenceTextProps {
  readonly text: string;
  /** Longer text is cut here, with words that say how much is not shown. */
  readonly limit?: number;
}

/**
 * The only way in which text that comes from a bundle reaches the screen: in an own direction scope, in the evidence
 * typeface, with every invisible or reordering character drawn as a mark.
 */
export const EvidenceText = memo(function EvidenceText({ text, limit = 4_000 }: EvidenceTextProps) {
  const isCut = text.length > limit;
  return (
    <bdi className="evidence">
      <Segments segments={toVisibleText(isCut ? text.slice(0, limit) : text)} />
      {isCut && <span className="evidence-cut">{commonText.cut(text.length - limit)}</span>}
    </bdi>
  );
});

/** Text pieces as they are, marks as small boxes with the name of the character. */
export function Segments({ segments }: { readonly segments: readonly TextSegment[] }) {
  return segments.map((segment, index) =>
    segment.kind === 'text' ? (
      segment.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move.
      <span key={index} className="mark" title={commonText.markTitle(segment.codePoint)}>
        {segment.label}
      </span>
    ),
  );
}
