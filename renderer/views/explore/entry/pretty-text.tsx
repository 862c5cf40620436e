import { useMemo, useState } from 'react';
import { entryText } from '../../../text/entry.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { OpenableText } from './openable-text.tsx';
import { type PrettyLine, type PrettyPart, prettyLines } from './pretty-lines.ts';
import { RawBox } from './raw-box.tsx';

/** What a screen has room for some times over. */
const shownAtFirst = 200;
const shownMore = 1_000;

/** An entry with one value to a line; a bounded part of it at first. */
export function PrettyText({ json }: { readonly json: string }) {
  const [limit, setLimit] = useState(shownAtFirst);
  const lines = useMemo(() => prettyLines(json), [json]);
  const shown = lines.slice(0, limit);
  const hidden = lines.length - shown.length;
  return (
    <>
      <RawBox label={entryText.pretty}>
        <div className="pretty" dir="ltr">
          {shown.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one entry never move.
            <Line key={index} line={line} />
          ))}
        </div>
      </RawBox>
      {hidden > 0 && (
        <p className="more-row">
          <span className="hint">{entryText.linesShown(shown.length, lines.length)}</span>
          <ActionButton
            label={entryText.moreLines(Math.min(hidden, shownMore))}
            onPress={() => setLimit(limit + shownMore)}
          />
        </p>
      )}
      <p className="hint">{entryText.prettyNote}</p>
    </>
  );
}

function Line({ line: { depth, parts } }: { readonly line: PrettyLine }) {
  return (
    <div className="pretty-line" style={{ paddingInlineStart: `${depth * 2 + 2}ch` }}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one line never move.
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part: { kind, text } }: { readonly part: PrettyPart }) {
  switch (kind) {
    case 'mark':
      return <span className="pretty-mark">{text}</span>;
    case 'name':
      return (
        <span className="pretty-name">
          <EvidenceText text={text} limit={400} />
        </span>
      );
    case 'string':
    case 'other':
      return <OpenableText text={text} />;
    default:
      return kind satisfies never;
  }
}
