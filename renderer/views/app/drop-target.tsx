import { type ReactNode, useEffect, useState } from 'react';
import { frameText } from '../../text/frame.ts';
import { arrivalText } from '../../text/vault.ts';
import { Icon } from '../common/icon.tsx';
import { areNewCasesEncrypted } from '../vault/encrypt-new-cases.ts';

interface DropTargetProps {
  /** Whether dropped files join the open case or make a new one: it is said before they are let go. */
  readonly into: 'new-case' | 'open-case';
  readonly onFiles: (files: readonly File[]) => void;
  /** For what is let go where it is said that its case will be encrypted. */
  readonly onEncryptFiles: (files: readonly File[]) => void;
  readonly onFolders: (names: readonly string[]) => void;
  readonly children: ReactNode;
}

/** Lets files be dropped anywhere in the window. A drop outside of it would make a browser leave the page. */
export function DropTarget({ into, onFiles, onEncryptFiles, onFolders, children }: DropTargetProps) {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = hasFiles(event) ? 'copy' : 'none';
      setIsOver(hasFiles(event));
    };
    const leave = (event: DragEvent) => {
      // Moving between elements also leaves; only leaving the window has nowhere to go.
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      const { files, folders } = takeDropped(event.dataTransfer);
      const isEncrypted = event.target instanceof Element && event.target.closest(encryptedPlace) !== null;
      if (files.length > 0) (isEncrypted ? onEncryptFiles : onFiles)(files);
      if (folders.length > 0) onFolders(folders);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [onFiles, onEncryptFiles, onFolders]);

  return (
    <>
      {children}
      {isOver && <DropOverlay into={into} />}
    </>
  );
}

/** Drawn by the class, so that a drop finds it. */
const encryptedPlace = '.drop-encrypted';

/** A place of its own for an encrypted case, unless every new one is. */
function DropOverlay({ into }: Pick<DropTargetProps, 'into'>) {
  const isNew = into === 'new-case';
  const isAsked = isNew && areNewCasesEncrypted();
  return (
    <div className="drop-overlay">
      <div className="drop-words">
        <Icon name="open" size={32} />
        <strong>{isNew ? frameText.dropNew : frameText.dropInto}</strong>
        <span>{isAsked ? arrivalText.dropAsks : frameText.dropAdvice}</span>
      </div>
      {isNew && !isAsked && (
        <div className="drop-words drop-encrypted">
          <strong>{arrivalText.dropEncrypted}</strong>
          <span>{arrivalText.dropAsks}</span>
        </div>
      )}
    </div>
  );
}

/** Both lists, in one go: the items of a drop are gone as soon as its event is over. */
function takeDropped(transfer: DataTransfer | null): { files: readonly File[]; folders: readonly string[] } {
  const items = Array.from(transfer?.items ?? []).filter(({ kind }) => kind === 'file');
  const folders: string[] = [];
  const files: File[] = [];
  for (const item of items) {
    const file = item.getAsFile();
    const entry = item.webkitGetAsEntry();
    if (entry?.isDirectory === true) folders.push(entry.name);
    else if (file !== null) files.push(file);
  }
  return { files, folders };
}
