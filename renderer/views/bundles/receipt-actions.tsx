import { useState } from 'react';
import { type ReceiptFrame, renderReceipt } from '../../../shared/case/receipt-text.ts';
import type { BundleView, WireError } from '../../../shared/contract/case-protocol.ts';
import { toWireError } from '../../client/case-error.ts';
import type { Host } from '../../host/host.ts';
import { receiptText } from '../../text/receipts.ts';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { copyStanding } from './receipt-copy.ts';
import { printWindow } from './use-printing.ts';

interface ReceiptActionsProps {
  readonly bundle: BundleView;
  readonly caseName: string;
  readonly appVersion: string;
  readonly saveFile: Host['saveFile'];
}

type SaveState =
  | { readonly kind: 'none' }
  | { readonly kind: 'saved'; readonly fileName: string }
  | { readonly kind: 'failed'; readonly error: WireError };

/** Keeps the receipt outside of Vouch: as a text file, or on paper. */
export function ReceiptActions({ bundle, caseName, appVersion, saveFile }: ReceiptActionsProps) {
  const [state, setState] = useState<SaveState>({ kind: 'none' });
  const save = async () => {
    const fileName = receiptFileName(bundle.fileName);
    const text = renderReceipt(bundle.receipt, frameOf(bundle, caseName, appVersion));
    const isSaved = await saveFile(fileName, new Blob([text], { type: 'text/plain' }));
    setState(isSaved ? { kind: 'saved', fileName } : { kind: 'none' });
  };
  const saveOrSay = () =>
    save().catch((thrown: unknown) => setState({ kind: 'failed', error: toWireError(thrown) }));
  return (
    <>
      <div className="receipt-actions">
        <ActionButton label={receiptText.save} onPress={() => void saveOrSay()} />
        <ActionButton label={receiptText.print} onPress={printWindow} />
        <span className="hint" role="status">
          {state.kind === 'saved' && receiptText.saved(state.fileName)}
        </span>
      </div>
      {state.kind === 'failed' && <ErrorNotice title={receiptText.failed} error={state.error} />}
    </>
  );
}

function frameOf(bundle: BundleView, caseName: string, appVersion: string): ReceiptFrame {
  const { origin, title, importedAt } = bundle;
  return {
    caseName,
    origin,
    title,
    importedAt,
    copy: copyStanding(bundle),
    savedBy: `Vouch ${appVersion}`,
  };
}

/** Letters, digits and the signs that no system gives a meaning: the name of the delivered file is hostile. */
function receiptFileName(fileName: string): string {
  const safe = fileName.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^[.-]+/, '_');
  return `${safe.slice(0, 80)}.receipt.txt`;
}
