import { useState } from 'react';
import { type ExhibitLines, mostExhibitLines, nextExhibitNumber } from '../../../shared/casework/exhibit.ts';
import type { NamedLine } from '../../../shared/contract/casework-protocol.ts';
import { caseworkText } from '../../text/casework.ts';
import { markText } from '../../text/marks.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { Field } from '../common/field.tsx';
import { useSharedCaseWork } from './case-work-provider.tsx';
import type { LinesToMark } from './lines-to-mark.ts';
import { ReviewerForm } from './reviewer-form.tsx';
import { useMarking } from './use-marking.ts';

interface ExhibitDialogProps {
  readonly chosen: number;
  readonly lines: LinesToMark;
  readonly onClose: () => void;
}

const prefixPattern = /^[A-Z][A-Z0-9-]{0,15}-$/;

/** Freezes the chosen lines under a number. */
export function ExhibitDialog({ chosen, lines, onClose }: ExhibitDialogProps) {
  const { state, reviewer } = useSharedCaseWork();
  const { isWorking, said, error, mark } = useMarking(chosen, lines, onClose);
  const [prefix, setPrefix] = useState('EX-');
  const [title, setTitle] = useState('');
  const isPrefix = prefixPattern.test(prefix);
  const given = state.kind === 'loaded' ? [...state.work.exhibits.keys()] : [];
  const number = isPrefix ? nextExhibitNumber(prefix, given) : '';
  const isTooMany = chosen > mostExhibitLines;

  const freeze = () =>
    mark((named) => {
      const { query, queryDigest } = lines;
      const sources = toSources(named);
      return [{ kind: 'exhibit', by: reviewer, number, title: title.trim(), sources, query, queryDigest }];
    });
  return (
    <DialogFrame title={markText.exhibitTitle(chosen)} onClose={onClose}>
      <p>{markText.exhibitAdvice}</p>
      {isTooMany && <p className="hint">{markText.tooManyForExhibit(chosen, mostExhibitLines)}</p>}
      {reviewer === '' && <ReviewerForm />}
      {error !== null && <ErrorNotice title={caseworkText.refused} error={error} />}
      <Field
        label={markText.prefix}
        hint={markText.prefixHint}
        error={isPrefix ? null : markText.prefixWrong}
        value={prefix}
        onChange={setPrefix}
        isCode
      />
      <Field
        label={markText.title}
        hint={markText.titleHint}
        error={null}
        value={title}
        onChange={setTitle}
        autoFocus
      />
      <div className="dialog-actions">
        <span className="hint" role="status">
          {said}
        </span>
        <ActionButton label={caseworkText.cancel} onPress={onClose} />
        <ActionButton
          label={markText.make(number)}
          isMaking
          look="primary"
          isDisabled={
            isWorking ||
            isTooMany ||
            !isPrefix ||
            title.trim() === '' ||
            reviewer === '' ||
            state.kind !== 'loaded'
          }
          onPress={() => void freeze()}
        />
      </div>
    </DialogFrame>
  );
}

/** By delivered file, and in each by number: a line that was chosen twice is in it once. */
function toSources(named: readonly NamedLine[]): readonly ExhibitLines[] {
  const sources = new Map<string, { origin: string; fileSha256: string; lines: Map<number, NamedLine> }>();
  for (const line of named) {
    const { origin, fileSha256 } = line;
    const source = sources.get(fileSha256) ?? { origin, fileSha256, lines: new Map<number, NamedLine>() };
    sources.set(fileSha256, source);
    source.lines.set(line.seq, line);
  }
  return [...sources.values()].map(({ origin, fileSha256, lines }) => ({
    origin,
    fileSha256,
    lines: [...lines.values()]
      .toSorted((one, other) => one.seq - other.seq)
      .map(({ seq, leaf }) => ({ seq, leaf })),
  }));
}
