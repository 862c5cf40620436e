import type { ReactNode } from 'react';
import { type EventField, eventFields } from '../../../../shared/adapters/event-field.ts';
import type { FieldValue } from '../../../../shared/adapters/field-value.ts';
import type { EntitySubject } from '../../../../shared/contract/entity-protocol.ts';
import type { EntryDetail } from '../../../../shared/contract/entry-protocol.ts';
import { entityFieldOf } from '../../../../shared/search/entity-kind.ts';
import type { Verdict } from '../../../../shared/verify/verdict.ts';
import { entryText } from '../../../text/entry.ts';
import { fieldNames, missingFieldNames } from '../../../text/explore.ts';
import { CopyButton } from '../../common/copy-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { formatCount } from '../../common/format-number.ts';
import { formatTime } from '../../common/format-time.ts';
import { EntityLink } from '../../entity/entity-link.tsx';
import { FieldBadges } from './field-badges.tsx';
import { OpenableText } from './openable-text.tsx';
import { PanelSection } from './panel-section.tsx';

interface EventSectionProps {
  readonly detail: EntryDetail;
  readonly verdict: Verdict | null;
}

/** The entry as the event model reads it: each field with the path that it came from. */
export function EventSection({ detail, verdict }: EventSectionProps) {
  const { row, claimedTimeText } = detail;
  const isEntry = row.reading === 'entry';
  return (
    <PanelSection title={entryText.event}>
      {isEntry && !isMappingVouchedFor(verdict) && (
        <p className="hint">{verdict === null ? entryText.uncheckedFields : entryText.unvouchedFields}</p>
      )}
      <dl className="entry-fields">
        <Field name={entryText.seq} path={isEntry ? '/seq' : null}>
          {row.seq === null ? <Missing words={entryText.noSeq} /> : formatCount(row.seq)}
        </Field>
        <Field name={entryText.time} path={claimedTimeText === null ? null : '/ts'}>
          {row.time === null ? (
            <Missing words={entryText.noTime} />
          ) : (
            <span className="time">{formatTime(row.time)}</span>
          )}
          <span className="time-text">
            <span className="hint">{entryText.timeText}</span>{' '}
            {claimedTimeText === null ? (
              <Missing words={entryText.noTimeText} />
            ) : (
              <EvidenceText text={claimedTimeText} limit={200} />
            )}
          </span>
        </Field>
        {isEntry && eventFields.map((field) => <EventFieldRow key={field} field={field} detail={detail} />)}
      </dl>
    </PanelSection>
  );
}

function EventFieldRow({ field, detail }: { readonly field: EventField; readonly detail: EntryDetail }) {
  const pointer = detail.mapping[field];
  const opened = detail.disclosures.find((each) => each.pointer === `${pointer}/0`)?.value ?? null;
  const isNull = detail.nullFields.includes(field);
  const entityField = entityFieldOf(field);
  const own = detail.row.fields[field];
  const value: FieldValue = own.kind !== 'withheld' || opened === null ? own : toFieldValue(opened);
  return (
    <Field
      name={fieldNames[field]}
      path={pointer ?? null}
      pathWords={pointer === undefined ? entryText.notMapped : undefined}
      copied={value.kind === 'text' ? value.text : null}
      subject={
        value === own && value.kind === 'text' && entityField !== null
          ? { field: entityField, text: value.text }
          : null
      }
    >
      {value.kind === 'text' ? (
        <OpenableText text={value.text} />
      ) : (
        <Missing words={isNull ? entryText.isNull : missingFieldNames[value.kind]} />
      )}
      <FieldBadges text={value.kind === 'text' ? value.text : ''} isDisclosed={value !== own} />
    </Field>
  );
}

function toFieldValue(text: string): FieldValue {
  return text === '' ? { kind: 'empty' } : { kind: 'text', text };
}

interface FieldProps {
  readonly name: string;
  readonly path: string | null;
  /** In the place of a path. */
  readonly pathWords?: string | undefined;
  readonly copied?: string | null;
  /** Whom the value names, of those that have a page. */
  readonly subject?: EntitySubject | null;
  readonly children: ReactNode;
}

function Field({ name, path, pathWords, copied = null, subject = null, children }: FieldProps) {
  return (
    <div className="entry-field">
      <dt>{name}</dt>
      <dd>
        <span className="field-value">{children}</span>
        {copied !== null && <CopyButton text={copied} what={entryText.copyField(name)} />}
        {subject !== null && <EntityLink subject={subject} />}
        {path !== null && (
          <span className="field-path">
            <EvidenceText text={entryText.at(path)} limit={400} />
          </span>
        )}
        {pathWords !== undefined && <span className="field-path">{pathWords}</span>}
      </dd>
    </div>
  );
}

function Missing({ words }: { readonly words: string }) {
  return <span className="missing">{words}</span>;
}

/**
 * Which part of an entry is its actor or its target is said by the packer alone: under a verified log, somebody else
 * could pack the same entries so that targets stand where actors should.
 */
function isMappingVouchedFor(verdict: Verdict | null): boolean {
  return (verdict?.results ?? []).some(({ code, outcome }) => code === 'packer-key' && outcome === 'pass');
}
