import type { EntryDetail } from '../../../../shared/contract/entry-protocol.ts';
import { proofText } from '../../../text/entry-proof.ts';
import type { ProofStep } from './proof-steps.ts';

/** The commands of all steps, one after the other, each with what it must print: to be run or read as a whole. */
export function proofScript({ member, line }: EntryDetail, steps: readonly ProofStep[]): string {
  const parts = steps.flatMap(({ title, command }) => {
    if (command === null) return [];
    const printed = [...new Set(command.prints)];
    const words = proofText.prints(printed.length < command.prints.length);
    return [`# ${title}. ${words} ${printed.join(', ')}\n${command.text}\n`];
  });
  return [`# Line ${line} of ${member}. ${proofText.scriptLead}\n`, ...parts].join('\n');
}
