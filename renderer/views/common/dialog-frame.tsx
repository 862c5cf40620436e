import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal';

interface DialogFrameProps {
  readonly title: string;
  readonly onClose: () => void;
  /** `alertdialog` for a question before something is lost. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly width?: 'narrow' | 'wide' | 'full';
  readonly isDismissable?: boolean;
  readonly children: ReactNode;
}

/** A dialog that is open for as long as it is drawn. Focus stays inside and returns to where it was. */
export function DialogFrame(props: DialogFrameProps) {
  return (
    <ModalOverlay
      className="dialog-overlay"
      isOpen
      isDismissable={props.isDismissable ?? false}
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
    >
      <Modal className="dialog-modal" data-width={props.width ?? 'narrow'}>
        <Dialog className="dialog" role={props.role ?? 'dialog'}>
          <Heading slot="title" className="dialog-title">
            {props.title}
          </Heading>
          {props.children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
