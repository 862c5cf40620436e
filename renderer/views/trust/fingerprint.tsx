import { groupsOf } from '../common/digest.tsx';

/** A whole fingerprint in groups of four after its label, as a person reads it aloud. */
export function Fingerprint({ text }: { readonly text: string }) {
  const [label, digits] = splitLabel(text);
  return (
    <code className="fingerprint">
      <span className="fingerprint-label">{label}</span>
      {groupsOf(digits, 4).map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one fingerprint never move.
        <span key={index} className="group">
          {group}
        </span>
      ))}
    </code>
  );
}

function splitLabel(text: string): readonly [string, string] {
  const end = text.indexOf(':') + 1;
  return [text.slice(0, end), text.slice(end)];
}
