import { useId, useState } from 'react';
import { caseworkText } from '../../text/casework.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';

interface TagEditorProps {
  readonly tags: readonly string[];
  readonly isDisabled: boolean;
  readonly onAdd: (tag: string) => Promise<boolean>;
  readonly onRemove: (tag: string) => Promise<boolean>;
}

const mostTagLength = 64;

/** The tags of a target. Their colour follows from their text, so that the same tag looks alike everywhere. */
export function TagEditor({ tags, isDisabled, onAdd, onRemove }: TagEditorProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const tag = typed.trim();
  const add = async () => {
    if (tag === '' || tags.includes(tag)) return setTyped('');
    if (await onAdd(tag)) setTyped('');
  };
  return (
    <div className="tag-editor">
      <label htmlFor={id}>{caseworkText.tags}</label>
      <div className="tag-row">
        {tags.map((each) => (
          <span key={each} className="tag" data-hue={tagHue(each)}>
            <EvidenceText text={each} limit={mostTagLength} />
            <ActionButton
              label={caseworkText.removeTag(each)}
              isMaking
              icon="close"
              look="quiet"
              isIconOnly
              isDisabled={isDisabled}
              onPress={() => void onRemove(each)}
            />
          </span>
        ))}
        <input
          id={id}
          className="input tag-input"
          placeholder={caseworkText.tagPlaceholder}
          maxLength={mostTagLength}
          autoComplete="off"
          spellCheck="false"
          disabled={isDisabled}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void add();
          }}
        />
        <ActionButton
          label={caseworkText.addTag}
          isMaking
          icon="plus"
          look="quiet"
          isIconOnly
          isDisabled={isDisabled || tag === ''}
          onPress={() => void add()}
        />
      </div>
    </div>
  );
}

/** One of six colours of the tokens. */
function tagHue(tag: string): number {
  let sum = 0;
  for (const character of tag) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 997;
  return sum % 6;
}
