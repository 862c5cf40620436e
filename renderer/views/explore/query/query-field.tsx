import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { searchText } from '../../../text/search.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { Icon } from '../../common/icon.tsx';
import { CompletionList } from './completion-list.tsx';
import type { CompletionOption } from './completion-options.ts';
import { arrivedPointer, type OptionPointer, shownOptions, stepPointer } from './option-pointer.ts';
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
  /** Whether what could stand there is still being looked up. */
  readonly isLookedUp: boolean;
  readonly onCaret: (query: string, caret: number) => void;
  readonly onType: (query: string) => void;
  readonly onRun: (query: string) => void;
  /** Goes to the query before this one, or after it, in the history; null at its end. */
  readonly onPast: (step: -1 | 1) => string | null;
  /** Mends the query as proposed; false when there is no proposal. */
  readonly onMend: () => boolean;
  readonly onLeave: () => void;
}

/** So long Enter waits for a list that the arrow keys have gone into before it was there. */
const patienceMillis = 1_000;

/** One line in which a query is written: letters are its text, the mirror behind them its structure. */
export function QueryField(props: QueryFieldProps) {
  const { field, query, onType, onRun } = props;
  const id = useId();
  const mirror = useRef<HTMLDivElement>(null);
  const [caret, setCaret] = useState(0);
  const [isOpen, setIsOpen] = useState(false);
  /** The pointer, and the caret in the query that it belongs to: at another place it means nothing. */
  const [pointed, setPointed] = useState<{ readonly place: string; readonly pointer: OptionPointer } | null>(
    null,
  );
  /** Enter was pressed while the list that the arrow keys have gone into was still to come. */
  const [isAwaited, setIsAwaited] = useState(false);
  const offered = isOpen ? props.complete(query, caret) : [];
  const place = `${caret} ${query}`;
  const kept = pointed?.place === place ? pointed.pointer : null;
  const pointer = arrivedPointer(kept, offered);
  if (pointer !== null && pointer !== kept) setPointed({ place, pointer });
  const options = isOpen ? shownOptions(pointer, offered) : [];
  const isListed = options.length > 0;
  const active = isListed && pointer !== null ? pointer.index : null;
  const chosen = active === null ? null : (options[active] ?? null);
  const point = (by: -1 | 1) => setPointed({ place, pointer: stepPointer(pointer, offered, by) });
  const forgetPointer = () => {
    setPointed(null);
    setIsAwaited(false);
  };

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
    forgetPointer();
  };
  const put = (text: string, at: number) => {
    wantedCaret.current = at;
    onType(text);
  };
  const choose = (option: CompletionOption) => {
    put(option.text, option.caret);
    forgetPointer();
    setIsOpen(option.goesOn);
  };
  const recall = (step: -1 | 1) => {
    const past = props.onPast(step);
    if (past !== null) wantedCaret.current = past.length;
    close();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is done about it may be another function in each draw.
  useEffect(() => {
    if (!isAwaited) return;
    if (pointer === null) return setIsAwaited(false);
    const run = () => {
      close();
      onRun(query);
    };
    if (chosen !== null) return choose(chosen);
    if (!props.isLookedUp) return run();
    const timer = setTimeout(run, patienceMillis);
    return () => clearTimeout(timer);
  }, [isAwaited, pointer === null, chosen, props.isLookedUp]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // An input method has its own Enter and arrows.
    if (event.nativeEvent.isComposing) return;
    const action = keyActionOf(event, { isListed, hasChosen: chosen !== null });
    if (action === null) return;
    if (action === 'mend' && !props.onMend()) return;
    event.preventDefault();
    switch (action) {
      case 'next':
        point(1);
        break;
      case 'before':
        point(-1);
        break;
      case 'open':
        // It is open already and has nothing to show yet: the key is for the list that comes.
        if (isOpen && props.isLookedUp && event.key === 'ArrowDown') point(1);
        setIsOpen(true);
        break;
      case 'choose':
        if (chosen !== null) choose(chosen);
        break;
      case 'run':
        if (pointer !== null && props.isLookedUp) {
          setIsAwaited(true);
          break;
        }
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
          aria-activedescendant={active === null ? undefined : `${id}-options-${active}`}
          aria-invalid={props.isInvalid}
          aria-describedby={props.describedBy}
          aria-keyshortcuts="/"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder={searchText.placeholder}
          value={query}
          onChange={(event) => {
            forgetPointer();
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
