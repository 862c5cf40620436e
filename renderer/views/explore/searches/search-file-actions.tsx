import { type ReactNode, useState } from 'react';
import type { WireError } from '../../../../shared/contract/case-protocol.ts';
import { toWireError } from '../../../client/case-error.ts';
import type { SearchShelfAccess } from '../../../client/use-search-shelf.ts';
import type { Host } from '../../../host/host.ts';
import { searchesText } from '../../../text/search.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { ErrorNotice } from '../../common/error-notice.tsx';
import { FileButton } from '../../common/file-button.tsx';

interface SearchFileActionsProps {
  readonly access: SearchShelfAccess;
  readonly saveFile: Host['saveFile'];
}

type Told =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'refused'; readonly title: string; readonly error: WireError };

/** One byte more than a file of searches may have, so that it is the worker who says that it is too large. */
const mostBytes = 4 * 1024 * 1024 + 1;

/** Hands searches on as a file, and takes those of another file. */
export function SearchFileActions({ access, saveFile }: SearchFileActionsProps) {
  const [told, setTold] = useState<Told>({ kind: 'nothing' });
  const importFile = async (file: File) => {
    const title = searchesText.importFailed;
    try {
      const bytes = new Uint8Array(await file.slice(0, mostBytes).arrayBuffer());
      const answer = await access.add(bytes);
      if (answer.kind === 'added')
        setTold({ kind: 'words', words: searchesText.imported(answer.added, answer.known) });
      else setTold({ kind: 'refused', title, error: answer });
    } catch (thrown) {
      setTold({ kind: 'refused', title, error: toWireError(thrown) });
    }
  };
  const exportFile = async () => {
    const answer = await access.exported();
    if (answer.kind !== 'file') {
      setTold({ kind: 'refused', title: searchesText.exportFailed, error: answer });
      return;
    }
    const { fileName, text } = answer.file;
    const isSaved = await saveFile(fileName, new Blob([text], { type: 'application/json' }));
    setTold(isSaved ? { kind: 'words', words: searchesText.exported(fileName) } : { kind: 'nothing' });
  };
  const hasSaved = (access.shelf?.saved.length ?? 0) > 0;
  return (
    <div className="searches-files">
      <FileButton
        label={searchesText.import}
        inputLabel={searchesText.importInput}
        icon="open"
        look="plain"
        onFiles={([file]) => file !== undefined && void importFile(file)}
      />
      <ActionButton label={searchesText.export} isDisabled={!hasSaved} onPress={() => void exportFile()} />
      <Words told={told} />
    </div>
  );
}

function Words({ told }: { readonly told: Told }): ReactNode {
  if (told.kind === 'refused') return <ErrorNotice title={told.title} error={told.error} />;
  return (
    <span role="status" className="hint">
      {told.kind === 'words' && told.words}
    </span>
  );
}
