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
    'Nothing here is proven yet: it comes from the stored index, which is being compared with the stored bytes.',
  waiting:
    'Nothing here is proven yet: the other bundles of this case are being checked. All verdicts come together.',
  stopped:
    'Not checked: what is here comes from the stored index, and nobody has compared it with the bytes.',
  failed: 'Not checked: the stored copy could not be read to its end.',
  compared: 'All of this was compared with its bytes after Vouch was started.',
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
  return `${percentOf(bytesDone, bytesTotal)} %, ${formatCounted(entries, 'entry', 'entries')}`;
}
