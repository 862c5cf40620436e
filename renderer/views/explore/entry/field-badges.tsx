import { entryText } from '../../../text/entry.ts';
import { findMixedScripts } from '../../common/mixed-scripts.ts';

interface FieldBadgesProps {
  readonly text: string;
  readonly isDisclosed: boolean;
}

/** What is to be known of a value beside its text. */
export function FieldBadges({ text, isDisclosed }: FieldBadgesProps) {
  const scripts = findMixedScripts(text);
  return (
    <>
      {isDisclosed && <span className="badge">{entryText.disclosed}</span>}
      {scripts !== null && (
        <span className="badge" data-tone="open">
          {entryText.mixedScripts(scripts)}
        </span>
      )}
    </>
  );
}
