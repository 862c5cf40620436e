import { useId, useState } from 'react';
import { caseworkText } from '../../text/casework.ts';
import { ActionButton } from '../common/action-button.tsx';
import { PanelSection } from '../explore/entry/panel-section.tsx';
import { MarkdownView } from './markdown-view.tsx';

interface NoteEditorProps {
  readonly note: string;
  readonly isDisabled: boolean;
  /** Answers whether it was written down. */
  readonly onSave: (note: string) => Promise<boolean>;
}

/** A note as it is read, and in the place of it, when asked for, as it is written. */
export function NoteEditor({ note, isDisabled, onSave }: NoteEditorProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const hintId = useId();
  if (draft === null) {
    const label = note === '' ? caseworkText.write : caseworkText.edit;
    return (
      <PanelSection
        title={caseworkText.note}
        aside={
          <ActionButton
            label={label}
            isMaking
            icon="pen"
            look="quiet"
            isDisabled={isDisabled}
            onPress={() => setDraft(note)}
          />
        }
      >
        {note === '' ? <p className="hint">{caseworkText.noNote}</p> : <MarkdownView text={note} />}
      </PanelSection>
    );
  }
  const save = async () => {
    if (await onSave(draft)) setDraft(null);
  };
  return (
    <PanelSection title={caseworkText.note}>
      <textarea
        className="input note-input"
        aria-label={caseworkText.note}
        aria-describedby={hintId}
        rows={6}
        // biome-ignore lint/a11y/noAutofocus: it appears because the person has asked to write here.
        autoFocus
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          // Escape would close the panel, and the note with it.
          if (event.key === 'Escape') event.stopPropagation();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
      />
      <p id={hintId} className="hint">
        {caseworkText.noteHint}
      </p>
      <div className="note-actions">
        <ActionButton
          label={caseworkText.save}
          isMaking
          look="primary"
          isDisabled={isDisabled || draft === note}
          onPress={() => void save()}
        />
        <ActionButton label={caseworkText.cancel} onPress={() => setDraft(null)} />
      </div>
    </PanelSection>
  );
}
