import { useState } from 'react';
import type { Sample } from '../../../shared/casework/case-work.ts';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import { renderWorksheet } from '../../../shared/export/worksheet-csv.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import type { Host } from '../../host/host.ts';
import { samplesText } from '../../text/samples.ts';

/** Saves a worksheet as CSV, with the values that its lines have in the case now. */
export function useSaveWorksheet(caseId: string, saveFile: Host['saveFile']) {
  const client = useCaseClient();
  const [said, setSaid] = useState('');
  const [error, setError] = useState<WireError | null>(null);
  const save = async (sample: Sample) => {
    setSaid('');
    setError(null);
    try {
      const { title, lines } = sample.made.content;
      const placed = await client.call('placeLines', { caseId, lines });
      const text = renderWorksheet(
        sample,
        placed.map((line) => line?.row ?? null),
      );
      const fileName = `${title} worksheet.csv`;
      if (await saveFile(fileName, new Blob([text], { type: 'text/csv' }))) {
        setSaid(samplesText.csvSaved(fileName));
      }
    } catch (thrown) {
      setError(toWireError(thrown));
    }
  };
  return { said, error, save };
}
