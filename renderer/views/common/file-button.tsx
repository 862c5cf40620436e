import { useRef } from 'react';
import { ActionButton } from './action-button.tsx';
import type { IconName } from './icon.tsx';

interface FileButtonProps {
  readonly label: string;
  /** Accessible name of the file input behind the button. */
  readonly inputLabel: string;
  readonly icon: IconName;
  readonly look: 'primary' | 'plain';
  readonly onFiles: (files: readonly File[]) => void;
}

/** A button that asks the system for files. Any name is accepted: what a file is, its bytes decide. */
export function FileButton({ label, inputLabel, icon, look, onFiles }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <ActionButton label={label} icon={icon} look={look} onPress={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={inputLabel}
        onChange={(event) => {
          const files = Array.from(event.currentTarget.files ?? []);
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
