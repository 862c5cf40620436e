import { useEffect, useState } from 'react';
import { commonText } from '../../text/common.ts';
import { ActionButton } from './action-button.tsx';
import type { IconName } from './icon.tsx';

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for the accessible name: `the SHA-256 of the file`. */
  readonly what: string;
  /** Where several things of one row can be copied. */
  readonly icon?: IconName;
}

/** Puts a text on the clipboard and says so for a moment, on screen and to assistive technology. */
export function CopyButton({ text, what, icon = 'copy' }: CopyButtonProps) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), 2_000);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  };
  return (
    <span className="copy">
      <ActionButton label={commonText.copy(what)} icon={icon} look="quiet" isIconOnly onPress={copy} />
      <span role="status" className="copy-status">
        {state === 'copied' && commonText.copied}
        {state === 'refused' && commonText.copyRefused}
      </span>
    </span>
  );
}
