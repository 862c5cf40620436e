import { bundlesText } from '../../text/bundles.ts';
import { CopyButton } from '../common/copy-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';

/** The signed notes that together prove a conflict, whole: whoever has the log's key can check them without Vouch. */
export function NoteProofs({ notes }: { readonly notes: readonly string[] }) {
  return (
    <div className="note-proofs">
      {notes.map((note, index) => (
        <div key={note} className="note-proof">
          <div className="note-proof-head">
            <span>{index === 0 ? bundlesText.noteBefore : bundlesText.noteHere}</span>
            <CopyButton text={note} what={bundlesText.noteCopy} />
          </div>
          <pre>
            {note
              .trimEnd()
              .split('\n')
              .map((line, number) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a note never move, and may be alike.
                <div key={number}>
                  {/* An empty line of a note has a meaning, so it keeps its height. */}
                  {line === '' ? '\u00A0' : <EvidenceText text={line} limit={400} />}
                </div>
              ))}
          </pre>
        </div>
      ))}
    </div>
  );
}
