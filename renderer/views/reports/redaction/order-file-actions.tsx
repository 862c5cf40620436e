import { useState } from 'react';
import type { WireError } from '../../../../shared/contract/case-protocol.ts';
import {
  parseRedactionOrder,
  type RedactionOrderFile,
  renderRedactionOrder,
} from '../../../../shared/redaction/order-file.ts';
import { toWireError } from '../../../client/case-error.ts';
import type { Host } from '../../../host/host.ts';
import { leavingText } from '../../../text/redaction.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { ErrorNotice } from '../../common/error-notice.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { FileButton } from '../../common/file-button.tsx';

interface OrderFileActionsProps {
  readonly name: string;
  readonly order: RedactionOrderFile;
  readonly saveFile: Host['saveFile'];
  readonly onRead: (order: RedactionOrderFile) => void;
}

/** No order of a person is larger; a file that is, is another one. */
const mostBytes = 4 * 1024 * 1024;

/** The rules as a file: for the command line, for the next pack, for somebody else. */
export function OrderFileActions({ name, order, saveFile, onRead }: OrderFileActionsProps) {
  const [said, setSaid] = useState('');
  const [error, setError] = useState<WireError | null>(null);
  const attempt = (work: () => Promise<void>) => {
    setError(null);
    setSaid('');
    work().catch((thrown: unknown) => setError(toWireError(thrown)));
  };
  const save = async () => {
    const fileName = leavingText.orderFileName(name);
    // Read again before it is handed over: a rule that no command would take is said here.
    const bytes = renderRedactionOrder(parseRedactionOrder(renderRedactionOrder(order)));
    const isSaved = await saveFile(fileName, new Blob([bytes.slice()], { type: 'application/json' }));
    if (isSaved) setSaid(leavingText.orderSaved(fileName));
  };
  const read = async ([file]: readonly File[]) => {
    if (file === undefined) return;
    const bytes = await file.slice(0, mostBytes).arrayBuffer();
    onRead(parseRedactionOrder(new Uint8Array(bytes)));
  };
  return (
    <section className="order-file" aria-label={leavingText.fileActions}>
      <ActionButton label={leavingText.saveOrder} look="quiet" onPress={() => attempt(save)} />
      <FileButton
        label={leavingText.readOrder}
        inputLabel={leavingText.readOrderInput}
        icon="open"
        look="plain"
        onFiles={(files) => attempt(() => read(files))}
      />
      <span className="hint" role="status">
        {said !== '' && <EvidenceText text={said} limit={240} />}
      </span>
      {error !== null && <ErrorNotice title={leavingText.orderFailed} error={error} />}
    </section>
  );
}
