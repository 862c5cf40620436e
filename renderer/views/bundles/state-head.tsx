import { useState } from 'react';
import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import { bundlesText } from '../../text/bundles.ts';
import { ActionButton } from '../common/action-button.tsx';
import { StateHeadDialog } from './state-head-dialog.tsx';

/** Below the axes: the one thing that a person may know of a bundle's end that the bundle itself cannot prove. */
export function StateHead({ caseId, bundle }: { readonly caseId: string; readonly bundle: BundleView }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="state-head">
      <span className="hint">{bundlesText.stateHead.hint}</span>
      <ActionButton label={bundlesText.stateHead.open} onPress={() => setIsOpen(true)} />
      {isOpen && <StateHeadDialog caseId={caseId} bundle={bundle} onClose={() => setIsOpen(false)} />}
    </div>
  );
}
