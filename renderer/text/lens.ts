import type { Lens } from '../../shared/lens/lens.ts';

/** Words of lenses. */
export const lensText = {
  menu: 'Lens of this case',
  lead: 'A lens helps to see what a role needs. It is no access control: whoever owns this machine can choose another. What must not be seen is withheld by redaction.',
  names: {
    auditor: 'Auditor',
    'compliance-officer': 'Compliance officer',
    'legal-reviewer': 'Legal reviewer',
    developer: 'Developer',
  } satisfies Record<Lens, string>,
  says: {
    auditor: 'sees and makes everything',
    'compliance-officer': 'sees and makes everything',
    'legal-reviewer': 'reads; nothing is made or decided',
    developer: 'values masked until a reason is given',
  } satisfies Record<Lens, string>,
  failed: 'The lens was not changed',
  nameless: 'a person who gave no name',
  readOnly: 'Through the lens of a legal reviewer nothing is made or decided.',
  masked:
    'Values are masked by the lens of a developer: equal values have equal names. The raw line and what opens committed values are left out.',
  unmask: 'Unmask this line…',
  unmaskTitle: 'Unmask one line',
  unmaskLead: 'The log of this case keeps which line was unmasked, by whom and why, before it is shown.',
  reason: 'Reason',
  reasonHint: 'Why this line must be seen as it is.',
  by: 'Your name',
  byHint: 'Stands in the log of the case.',
  confirm: 'Unmask',
  cancel: 'Cancel',
  unmaskFailed: 'The line was not unmasked',
  recordingTitle: 'What is recorded',
  recording: 'Searches and opened lines are written to this log.',
  notRecording: 'Searches and opened lines are not written to this log. That this was switched off is.',
  stopRecording: 'Stop recording them',
  startRecording: 'Record them again',
  recordingFailed: 'The recording was not changed',
} as const;
