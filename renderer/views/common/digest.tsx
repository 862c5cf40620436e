import { commonText } from '../../text/common.ts';
import { CopyButton } from './copy-button.tsx';

/** A whole digest, in groups of eight for the eye; copied without the gaps. */
export function Digest({ hex, what }: { readonly hex: string; readonly what: string }) {
  return (
    <span className="digest">
      <code>
        {groupsOf(hex, 8).map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one digest never move.
          <span key={index} className="group">
            {group}
          </span>
        ))}
      </code>
      <CopyButton text={hex} what={what} />
    </span>
  );
}

/** Two digests, one above the other, with words that say whether they are the same. */
export function DigestPair(props: {
  readonly first: { readonly name: string; readonly hex: string };
  readonly second: { readonly name: string; readonly hex: string };
}) {
  const isSame = props.first.hex === props.second.hex;
  return (
    <div className="digest-pair" data-match={isSame}>
      {[props.first, props.second].map(({ name, hex }) => (
        <div key={name} className="digest-row">
          <span className="digest-name">{name}</span>
          <Digest hex={hex} what={name} />
        </div>
      ))}
      <p className="match-words">{isSame ? commonText.match : commonText.mismatch}</p>
    </div>
  );
}

/** Cuts text into groups of a fixed length; the last one may be shorter. */
export function groupsOf(text: string, length: number): readonly string[] {
  const groups: string[] = [];
  for (let start = 0; start < text.length; start += length) groups.push(text.slice(start, start + length));
  return groups;
}
