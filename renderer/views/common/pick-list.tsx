import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';

interface PickListProps<Option> {
  /** What is chosen here: of the field and of the list. */
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Those that the text leaves. */
  readonly options: readonly Option[];
  /** Whether there are none because they are still to come: keys that are pressed before count for those. */
  readonly isLoading?: boolean;
  readonly keyOf: (option: Option) => string;
  readonly draw: (option: Option) => ReactNode;
  readonly onPick: (option: Option) => void;
  /** Below the list. */
  readonly hint: string;
}

/** A list to type into, moved through by arrow keys: the field keeps the focus and names the active option (ARIA 1.2, combobox). */
export function PickList<Option>(props: PickListProps<Option>) {
  const { label, options, onPick } = props;
  const id = useId();
  const [active, setActive] = useState(0);
  const [isAwaited, setIsAwaited] = useState(false);
  const { isLoading = false } = props;
  const current = Math.min(active, options.length - 1);
  const pick = (option: Option | undefined) => {
    if (option === undefined) return;
    onPick(option);
    setActive(0);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is done with the option may be another function in each draw.
  useEffect(() => {
    if (!isAwaited || isLoading) return;
    setIsAwaited(false);
    pick(options[current]);
  }, [isAwaited, isLoading]);
  const onKeyDown = (event: KeyboardEvent) => {
    // An input method has its own Enter and arrows.
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    if (step !== null)
      setActive(Math.max(0, isLoading ? active + step : Math.min(current + step, options.length - 1)));
    else if (event.key !== 'Enter') return;
    else if (isLoading) setIsAwaited(true);
    else pick(options[current]);
    event.preventDefault();
    document.getElementById(`${id}-${current + (step ?? 0)}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div className="pick-list">
      <input
        className="input"
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={current < 0 ? undefined : `${id}-${current}`}
        aria-autocomplete="list"
        placeholder={props.placeholder}
        autoComplete="off"
        spellCheck="false"
        // biome-ignore lint/a11y/noAutofocus: a dialog has opened to type here.
        autoFocus
        value={props.text}
        onChange={(event) => {
          props.onText(event.target.value);
          setActive(0);
          setIsAwaited(false);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="pick-options" role="listbox" id={`${id}-list`} aria-label={label}>
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field above has the focus and names the active one.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above.
          <div
            key={props.keyOf(option)}
            id={`${id}-${index}`}
            className="pick-option"
            role="option"
            aria-selected={index === current}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(option)}
          >
            {props.draw(option)}
          </div>
        ))}
      </div>
      <p className="field-hint" role="status">
        {props.hint}
      </p>
    </div>
  );
}
