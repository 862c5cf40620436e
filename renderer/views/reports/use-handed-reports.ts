import { useCallback, useRef, useState } from 'react';
import { useCaseClient } from '../../client/case-client-context.ts';

export interface HandedReports {
  /** What was handed over last, to be checked; empty until something was. */
  readonly handed: readonly File[];
  /** Takes the reports among files that came together, and what lies beside them; answers the others. */
  take(files: readonly File[]): Promise<readonly File[]>;
}

/** Signatures and renderings come together with their report.json, and mean nothing without it. */
const besideReport = /\.(?:sig|p7s|tsr|html|pdf)$/i;

/**
 * Tells reports from bundles wherever files are dropped or opened: a report that was taken for a bundle would only be refused.
 * Whoever cannot be asked takes nothing, and the import says what is wrong with the file.
 */
export function useHandedReports(onReports: () => void): HandedReports {
  const client = useCaseClient();
  const [handed, setHanded] = useState<readonly File[]>([]);
  const latest = useRef(onReports);
  latest.current = onReports;
  const take = useCallback(
    async (files: readonly File[]) => {
      const answers = await Promise.all(
        files.map((file) => client.call('recognizeReport', { file }).catch(() => false)),
      );
      if (!answers.includes(true)) return files;
      const isTaken = (file: File, index: number) => answers[index] === true || besideReport.test(file.name);
      setHanded(files.filter(isTaken));
      latest.current();
      return files.filter((file, index) => !isTaken(file, index));
    },
    [client],
  );
  return { handed, take };
}
