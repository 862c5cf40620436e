import { useState } from 'react';
import { caseFileText } from '../../text/case-file.ts';
import { FileButton } from '../common/file-button.tsx';

/** The way in for a whole case that a person chooses. */
export function ReceiveCase({ onFile }: { readonly onFile: (file: File) => void }) {
  const [isSeveral, setIsSeveral] = useState(false);
  return (
    <>
      <FileButton
        label={caseFileText.open}
        inputLabel={caseFileText.input}
        icon="open"
        look="plain"
        onFiles={([file, ...more]) => {
          setIsSeveral(more.length > 0);
          if (file !== undefined && more.length === 0) onFile(file);
        }}
      />
      {isSeveral && <span role="status">{caseFileText.one}</span>}
    </>
  );
}
