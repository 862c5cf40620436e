import { type FormEvent, useState } from 'react';
import type { SampleContent } from '../../../shared/casework/sample.ts';
import { unkeepableSample } from '../../../shared/casework/sample-size-limit.ts';
import type { CaseView, WireError } from '../../../shared/contract/case-protocol.ts';
import type { DrawnLines } from '../../../shared/contract/casework-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import { useFieldList } from '../../client/use-field-list.ts';
import { caseworkText } from '../../text/casework.ts';
import { commonText } from '../../text/common.ts';
import { drawText } from '../../text/samples.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { Field } from '../common/field.tsx';
import { DrawForm } from './draw-form.tsx';
import { DrawnPreview } from './drawn-preview.tsx';
import { attributesOf, drawFaults, isOrder, type TypedDraw, toDrawRequest } from './typed-draw.ts';
import { usePopulation } from './use-population.ts';

interface DrawDialogProps {
  readonly view: CaseView;
  /** What is drawn from at first. */
  readonly query: string;
  readonly bundleIds: readonly string[];
  /** Called when it is kept, with its id. */
  readonly onKept: (sampleId: string) => void;
  readonly onClose: () => void;
}

type Drawn = DrawnLines & { readonly kind: 'drawn' };

/** Asks what to draw, shows what was drawn, and only then keeps it. */
export function DrawDialog({ view, query, bundleIds, onKept, onClose }: DrawDialogProps) {
  const { caseId } = view.case;
  const client = useCaseClient();
  const { state, make, reviewer, setReviewer } = useSharedCaseWork();
  const count = state.kind === 'loaded' ? state.work.samples.size : 0;
  const [typed, setTyped] = useState<TypedDraw>(() => ({
    ...{ query, bundleIds, method: 'simple-random', field: '', count: '', seed: '', drawnSeed: null },
    title: `Sample ${count + 1}`,
    attributes: '',
  }));
  const [name, setName] = useState(reviewer);
  const [isAsked, setIsAsked] = useState(false);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [isWorking, setIsWorking] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const population = usePopulation({ caseId, bundleIds: typed.bundleIds, query: typed.query });
  const fields = useFieldList(client, { caseId, bundleIds }, true);
  const size = population.kind === 'known' ? population.size : null;
  const faults = drawFaults(typed, size);
  const isNamed = name.trim() !== '';

  const during = async (work: () => Promise<void>) => {
    setIsWorking(true);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(toWireError(thrown));
    } finally {
      setIsWorking(false);
    }
  };
  const draw = () =>
    during(async () => {
      const answer = await client.call('drawSample', toDrawRequest(caseId, typed));
      if (answer.kind === 'drawn') setDrawn(answer);
      else {
        const message = answer.kind === 'invalid' ? answer.error.message : answer.statement;
        setError({ kind: 'refused', message });
      }
    });
  const keep = (what: Drawn) =>
    during(async () => {
      const content = toContent(typed, what, name.trim());
      const problem = unkeepableSample(content);
      if (problem !== null) return setError({ kind: 'refused', message: problem });
      setReviewer(name.trim());
      await make(content);
      onKept(content.sampleId);
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (drawn !== null) void keep(drawn);
    // Not counted yet is no reason to wait: drawing counts as well.
    else if (isOrder(faults) && isNamed && size !== 0) void draw();
  };

  return (
    <DialogFrame title={drawText.title} width="wide" onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        {drawn === null ? (
          <>
            <p>{drawText.lead}</p>
            <DrawForm
              view={view}
              typed={typed}
              faults={faults}
              isAsked={isAsked}
              population={population}
              fields={fields ?? []}
              onChange={(change) => setTyped((before) => ({ ...before, ...change }))}
            />
            {reviewer === '' && (
              <Field
                label={caseworkText.reviewer}
                hint={caseworkText.reviewerHint}
                error={isAsked && !isNamed ? caseworkText.reviewerMissing : null}
                value={name}
                onChange={setName}
              />
            )}
          </>
        ) : (
          <DrawnPreview drawn={drawn} />
        )}
        {error !== null && (
          <ErrorNotice title={drawn === null ? drawText.failed : drawText.notKept} error={error} />
        )}
        <div className="dialog-actions">
          {isWorking && <span className="hint">{drawn === null ? drawText.drawing : drawText.keeping}</span>}
          <ActionButton label={commonText.cancel} onPress={onClose} />
          {drawn !== null && (
            <ActionButton
              label={drawText.back}
              isDisabled={isWorking}
              onPress={() => {
                setDrawn(null);
                setError(null);
              }}
            />
          )}
          <ActionButton
            label={drawn === null ? drawText.preview : drawText.keep}
            icon="sample"
            look="primary"
            type="submit"
            isPending={isWorking}
          />
        </div>
      </form>
    </DialogFrame>
  );
}

function toContent(typed: TypedDraw, { population, lines }: Drawn, by: string): SampleContent {
  return {
    kind: 'sample',
    by,
    sampleId: crypto.randomUUID(),
    title: typed.title.trim(),
    population,
    method: typed.method,
    stratifiedBy: typed.method === 'stratified' ? typed.field : '',
    seed: typed.seed,
    seedOrigin: typed.seed === typed.drawnSeed ? 'drawn' : 'typed',
    attributes: attributesOf(typed),
    lines: lines.map(({ line }) => line),
  };
}
