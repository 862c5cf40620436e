import type { RefObject } from 'react';
import type { QuerySpan } from '../../../../shared/query/query-tree.ts';

/** A piece of the query's text and what it is, as the mirror colours it. */
export interface MirrorPiece extends QuerySpan {
  readonly kind: 'field' | 'operator' | 'value' | 'fault';
}

interface QueryMirrorProps {
  readonly text: string;
  /** Ascending, without overlaps; what lies between is drawn plainly. */
  readonly pieces: readonly MirrorPiece[];
  readonly mirror: RefObject<HTMLDivElement | null>;
}

/**
 * The query once more behind the letters of its field, letter under letter: a line edit can neither be coloured nor
 * underlined in parts. Assistive technology reads the field.
 */
export function QueryMirror({ text, pieces, mirror }: QueryMirrorProps) {
  const drawn = [];
  let end = 0;
  for (const piece of pieces) {
    if (piece.start > end) drawn.push(text.slice(end, piece.start));
    // A fault at the end of the text, where something is missing, has a place but no letters.
    const letters = text.slice(piece.start, piece.end) || ' ';
    drawn.push(
      <span key={`${piece.kind}-${piece.start}`} data-piece={piece.kind}>
        {letters}
      </span>,
    );
    end = Math.max(end, piece.end);
  }
  drawn.push(text.slice(end));
  return (
    <div className="query-mirror" aria-hidden="true" ref={mirror}>
      {drawn}
    </div>
  );
}
