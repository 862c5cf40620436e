import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { JudgedCaseView } from '../../../shared/contract/case-protocol.ts';
import type { CaseClient } from '../../client/case-client.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { ReceiveCaseDialog } from '../case-file/receive-case-dialog.tsx';
import { EncryptDialog } from '../vault/encrypt-dialog.tsx';
import { areNewCasesEncrypted } from '../vault/encrypt-new-cases.ts';
import type { ImportQueue } from './import-queue.ts';

/** What has come and waits for a person: the files of a case that is to be made, or a whole case. */
type Arrived =
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | { readonly kind: 'case-file'; readonly file: File };

interface Arrival {
  readonly id: number;
  readonly arrived: Arrived;
}

export interface Arrivals {
  /** Files that make a case of their own, whichever way they came. Nothing of them is stored before a person who wants it was asked. */
  arrive(files: readonly File[], how?: 'as-set' | 'encrypted'): void;
  openCaseFile(file: File): void;
  /** What is asked at this moment. */
  readonly dialog: ReactNode;
}

/** One question after the other, in the order in which the files came. */
export function useArrivals(queue: ImportQueue, onTaken: (view: JudgedCaseView) => void): Arrivals {
  const client = useCaseClient();
  const lastId = useRef(0);
  const [waiting, setWaiting] = useState<readonly Arrival[]>([]);
  const ask = useCallback((arrived: Arrived) => {
    lastId.current += 1;
    const id = lastId.current;
    setWaiting((before) => [...before, { id, arrived }]);
  }, []);
  const arrive = useCallback(
    async (arrived: readonly File[], how: 'as-set' | 'encrypted' = 'as-set') => {
      const { caseFiles, files } = await told(client, arrived);
      for (const file of caseFiles) ask({ kind: 'case-file', file });
      if (files.length === 0) return;
      if (how === 'encrypted' || areNewCasesEncrypted()) ask({ kind: 'files', files });
      else queue.addFiles(files, null);
    },
    [ask, client, queue],
  );
  const [first] = waiting;
  const close = () => setWaiting((before) => before.slice(1));
  return {
    arrive: useCallback((files, how) => void arrive(files, how), [arrive]),
    openCaseFile: useCallback((file) => ask({ kind: 'case-file', file }), [ask]),
    dialog: first !== undefined && (
      <ArrivalDialog key={first.id} arrived={first.arrived} queue={queue} onTaken={onTaken} onClose={close} />
    ),
  };
}

interface ArrivalDialogProps {
  readonly arrived: Arrived;
  readonly queue: ImportQueue;
  readonly onTaken: (view: JudgedCaseView) => void;
  readonly onClose: () => void;
}

function ArrivalDialog({ arrived, queue, onTaken, onClose }: ArrivalDialogProps) {
  if (arrived.kind === 'case-file') {
    return <ReceiveCaseDialog file={arrived.file} onTaken={onTaken} onClose={onClose} />;
  }
  const add = (files: readonly File[], passphrase: string | null) => {
    onClose();
    queue.addFiles(files, null, passphrase);
  };
  return (
    <EncryptDialog
      arrived={arrived.files}
      onFiles={add}
      onPlainFiles={(files) => add(files, null)}
      onClose={onClose}
    />
  );
}

/** Whole cases are told from bundles by their beginning: one that was taken for a bundle would only be refused. */
async function told(client: CaseClient, files: readonly File[]) {
  const answers = await Promise.all(
    files.map((source) => client.call('recognizeCaseFile', { source }).catch(() => false)),
  );
  return {
    caseFiles: files.filter((_file, index) => answers[index] === true),
    files: files.filter((_file, index) => answers[index] !== true),
  };
}
