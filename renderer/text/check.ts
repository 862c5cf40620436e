import type { Progress } from '../../shared/contract/case-protocol.ts';
import { formatCounted, percentOf } from '../views/common/format-number.ts';

/** Words of the check of a stored copy: what is said where a verdict will stand, and above what it speaks of. */
export const checkText = {
  region: 'Stored copy',
  stop: 'Stop checking',
  now: 'Check now',
  again: 'Verify again',
  /** In the place of the verdict. */
  headlines: {
    running: 'Checking the stored copy',
    waiting: 'Checking the stored copy',
    stopped: 'Not checked',
    failed: 'Not checked',
  },
  starting: 'starting',
  running:
    'Nothing of this bundle is proven yet: it comes from the stored index, which is being compared with the bytes.',
  waiting:
    'Nothing of this bundle is proven yet: others of this case are being read. All verdicts come together.',
  stopped:
    'Not checked: what is shown of this bundle comes from the stored index, and nobody has compared it with the bytes.',
  failed: 'Not checked: the stored copy could not be read to its end.',
  compared: 'This bundle was compared with its bytes, from the first to the last, after Vouch was started.',
  differs: 'The stored copy is not what arrived. The checks on Bundles name the places.',
  waitingShort: 'waits for the others',
  stoppedShort: 'not checked',
  pendingTitle: 'What is proven stands here once the stored copy has been checked.',
  pendingKeys: 'Which keys this bundle offers is known once the stored copy has been checked.',
} as const;

/** How far the check of one bundle is: `43 %, 430,000 entries`. */
export function checkWords({ progress }: { readonly progress: Progress | null }): string {
  if (progress === null) return checkText.starting;
  const { bytesDone, bytesTotal, entries } = progress;
  const percent = `${percentOf(bytesDone, bytesTotal)} %`;
  // Bytes come first: segments are read ahead of the one whose entries are counted.
  return entries === 0 ? percent : `${percent}, ${formatCounted(entries, 'entry', 'entries')}`;
}
