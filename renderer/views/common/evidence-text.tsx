import { memo } from 'react';
import { type TextSegment, toVisibleText, toVisibleValue } from '../../../shared/bytes/visible-text.ts';
import { commonText } from '../../text/common.ts';
import { foundSegments, type TextRange } from './found-segments.ts';

interface EvidenceTextProps {
  readonly text: string;
  /** Longer text is cut here, with words that say how much is not shown. */
  readonly limit?: number;
  /** Marked as what a search has found: in order, none touching the next. */
  readonly found?: readonly TextRange[];
}

/**
 * The only way in which text that comes from a bundle reaches the screen: in an own direction scope, in the evidence
 * typeface, with every invisible or reordering character drawn as a mark.
 */
export const EvidenceText = memo(function EvidenceText({ text, limit = 4_000, found }: EvidenceTextProps) {
  const isCut = text.length > limit;
  const segments = isCut ? toVisibleText(text.slice(0, limit)) : toVisibleValue(text);
  return (
    <bdi className="evidence">
      {found === undefined || found.length === 0 ? (
        <Segments segments={segments} />
      ) : (
        <FoundSegments segments={segments} found={found} />
      )}
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

function FoundSegments(props: {
  readonly segments: readonly TextSegment[];
  readonly found: readonly TextRange[];
}) {
  return foundSegments(props.segments, props.found).map(({ segment, isFound }, index) =>
    isFound ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move.
      <mark key={index} className="found">
        <Segments segments={[segment]} />
      </mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move.
      <Segments key={index} segments={[segment]} />
    ),
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
