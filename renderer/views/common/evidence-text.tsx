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

/** Text pieces as they are, everything else as small boxes with a name. */
export function Segments({ segments }: { readonly segments: readonly TextSegment[] }) {
  return segments.map((segment, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move.
    segment.kind === 'text' ? segment.text : <Mark key={index} segment={segment} />,
  );
}

function Mark({ segment }: { readonly segment: Exclude<TextSegment, { readonly kind: 'text' }> }) {
  const title = segment.kind === 'mark' ? commonText.markTitle(segment.codePoint) : commonText.byteTitle;
  return (
    <span className="mark" title={title}>
      {segment.label}
    </span>
  );
}
