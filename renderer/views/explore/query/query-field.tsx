import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { searchText } from '../../../text/search.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { Icon } from '../../common/icon.tsx';
import { CompletionList } from './completion-list.tsx';
import type { CompletionOption } from './completion-options.ts';
import { keyActionOf } from './query-keys.ts';
import { type MirrorPiece, QueryMirror } from './query-mirror.tsx';

interface QueryFieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly pieces: readonly MirrorPiece[];
  readonly isInvalid: boolean;
  /** Of the element that says what is wrong, or what the query means. */
  readonly describedBy: string;
  /** What could stand at the caret; asked with each letter and each move of the caret. */
  readonly complete: (query: string, caret: number) => readonly CompletionOption[];
  readonly onCaret: (query: string, caret: number) => void;
  readonly onType: (query: string) => void;
  readonly onRun: (query: string) => void;
  /** Goes to the query before this one, or after it, in the history; null at its end. */
  readonly onPast: (step: -1 | 1) => string | null;
  /** Mends the query as proposed; false when there is no proposal. */
  readonly onMend: () => boolean;
  readonly onLeave: () => void;
}

/** One line in which a query is written: letters are its text, the mirror behind them its structure. */
export function QueryField(props: QueryFieldProps) {
  const { field, query, onType, onRun } = props;
  const id = useId();
  const mirror = useRef<HTMLDivElement>(null);
  const [caret, setCaret] = useState(0);
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState<number | null>(null);
  const options = isOpen ? props.complete(query, caret) : [];
  const isListed = options.length > 0;
  const chosen = active === null ? null : (options[active] ?? null);

  const { onCaret } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is done about it may be another function in each draw.
  useEffect(() => {
    if (isOpen) onCaret(query, caret);
  }, [isOpen, query, caret]);

  /** Where the caret is to stand once the field has the text that was put into it. */
  const wantedCaret = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caret is placed when the new text has been drawn.
  useEffect(() => {
    const wanted = wantedCaret.current;
    if (wanted === null) return;
    wantedCaret.current = null;
    field.current?.setSelectionRange(wanted, wanted);
    setCaret(wanted);
  }, [query, field]);

  const follow = () => {
    const input = field.current;
    if (input === null) return;
    setCaret(input.selectionStart ?? query.length);
    if (mirror.current !== null) mirror.current.style.transform = `translateX(${-input.scrollLeft}px)`;
  };
  // Letters move under the field's edge when the text becomes longer than it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each text, and each move of the caret.
  useEffect(follow, [query, caret]);

  const close = () => {
    setIsOpen(false);
    setActive(null);
  };
  const put = (text: string, at: number) => {
    wantedCaret.current = at;
    onType(text);
  };
  const choose = (option: CompletionOption) => {
    put(option.text, option.caret);
    setActive(null);
    setIsOpen(option.goesOn);
  };
  const recall = (step: -1 | 1) => {
    const past = props.onPast(step);
    if (past !== null) wantedCaret.current = past.length;
    close();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // An input method has its own Enter and arrows.
    if (event.nativeEvent.isComposing) return;
    const action = keyActionOf(event, { isListed, hasChosen: chosen !== null });
    if (action === null) return;
    if (action === 'mend' && !props.onMend()) return;
    event.preventDefault();
    switch (action) {
      case 'next':
        setActive(active === null ? 0 : (active + 1) % options.length);
        break;
      case 'before':
        setActive(active === null ? options.length - 1 : (active + options.length - 1) % options.length);
        break;
      case 'open':
        setIsOpen(true);
        break;
      case 'choose':
        if (chosen !== null) choose(chosen);
        break;
      case 'run':
        close();
        onRun(query);
        break;
      case 'close':
        // One step at a time: the screen behind has its own Escape.
        event.stopPropagation();
        close();
        break;
      case 'leave':
        event.stopPropagation();
        props.onLeave();
        break;
      case 'older':
        recall(-1);
        break;
      case 'newer':
        recall(1);
        break;
      case 'mend':
        close();
        break;
      default:
        action satisfies never;
    }
  };

  return (
    <div className="query-field" data-invalid={props.isInvalid || undefined}>
      <Icon name="search" />
      <div className="query-editor">
        <QueryMirror text={query} pieces={props.pieces} mirror={mirror} />
        <input
          ref={field}
          className="query-input"
          type="text"
          role="combobox"
          aria-label={searchText.query}
          aria-autocomplete="list"
          aria-expanded={isListed}
          aria-controls={`${id}-options`}
          aria-activedescendant={isListed && active !== null ? `${id}-options-${active}` : undefined}
          aria-invalid={props.isInvalid}
          aria-describedby={props.describedBy}
          aria-keyshortcuts="/"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder={searchText.placeholder}
          value={query}
          onChange={(event) => {
            setActive(null);
            setIsOpen(true);
            setCaret(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
            onType(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          onSelect={follow}
          onScroll={follow}
          onBlur={close}
        />
      </div>
      {query !== '' && (
        <ActionButton
          label={searchText.clear}
          icon="close"
          look="quiet"
          isIconOnly
          onPress={() => {
            onRun('');
            field.current?.focus();
          }}
        />
      )}
      {isListed && (
        <CompletionList id={`${id}-options`} options={options} active={active} onChoose={choose} />
      )}
    </div>
  );
}
