import { type ReactNode, useState } from 'react';
import { accountedBytes } from '../../../shared/case/receipt.ts';
import { eventIdWords, repeatWords } from '../../../shared/case/repeat-words.ts';
import type {
  BundleView,
  ImportReceipt,
  ReceiptMember,
  RejectedLine,
} from '../../../shared/contract/case-protocol.ts';
import { bundlesText } from '../../text/bundles.ts';
import { receiptText } from '../../text/receipts.ts';
import { ActionButton } from '../common/action-button.tsx';
import { Digest } from '../common/digest.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { type Fact, Facts } from '../common/facts.tsx';
import { formatBytes, formatCount } from '../common/format-number.ts';
import { formatTime } from '../common/format-time.ts';
import { copyStanding } from './receipt-copy.ts';
import { usePrinting } from './use-printing.ts';

interface ReceiptSectionProps {
  readonly bundle: BundleView;
  readonly caseName: string;
  /** What can be done with the receipt; not on paper. */
  readonly children: ReactNode;
}

/** What arrived, and what became of each byte of it. The only part of the screen that goes to paper. */
export function ReceiptSection({ bundle, caseName, children }: ReceiptSectionProps) {
  const { receipt } = bundle;
  return (
    <section aria-labelledby="receipt-title" className="receipt-section">
      <h2 id="receipt-title">{bundlesText.receiptTitle}</h2>
      <p className="hint">{bundlesText.receiptLead}</p>
      {children}
      <div className="receipt">
        <Facts facts={arrivalFacts(bundle, caseName)} />
        <Facts facts={contentFacts(bundle)} />
      </div>
      <h3>{bundlesText.members}</h3>
      <MemberTable members={receipt.members} packedBytes={receipt.account?.packedBytes ?? null} />
      <h3>{bundlesText.rejects}</h3>
      <RejectTable rejects={receipt.rejects} all={receipt.rejectCount} />
    </section>
  );
}

function arrivalFacts(bundle: BundleView, caseName: string): readonly Fact[] {
  const { receipt, importedAt } = bundle;
  const words = bundlesText.receipt;
  return [
    { name: words.file, value: <EvidenceText text={receipt.fileName} limit={300} /> },
    { name: words.bytes, value: formatBytes(receipt.fileBytes) },
    { name: words.sha256, value: <Digest hex={receipt.fileSha256} what={bundlesText.fileDigest} /> },
    { name: receiptText.accounted, value: <Accounted receipt={receipt} /> },
    { name: words.imported, value: <span className="time">{formatTime(importedAt)}</span> },
    { name: receiptText.importedBy, value: receiptText.nobody },
    { name: receiptText.caseName, value: <EvidenceText text={caseName} limit={300} /> },
    { name: bundlesText.origin, value: <EvidenceText text={bundle.origin} limit={300} /> },
    { name: receiptText.copy, value: receiptText.copies[copyStanding(bundle)] },
    { name: receiptText.mapping, value: <Mapping receipt={receipt} /> },
  ];
}

/** The sum is said in any case: a reader should not have to believe that it was checked. */
function Accounted({ receipt }: { readonly receipt: ImportReceipt }) {
  const accounted = accountedBytes(receipt);
  if (accounted === null) return receiptText.notRecorded;
  const { memberBytes, overheadBytes, sum } = accounted;
  const isWhole = sum === receipt.fileBytes;
  return (
    <>
      {receiptText.accountedWords(memberBytes, overheadBytes)}{' '}
      <strong>{isWhole ? receiptText.sumWhole(sum) : receiptText.sumOther(sum, receipt.fileBytes)}</strong>
    </>
  );
}

function Mapping({ receipt: { account } }: { readonly receipt: ImportReceipt }) {
  if (account === undefined) return receiptText.notRecorded;
  const fields = Object.entries(account.mapping);
  if (fields.length === 0) return receiptText.noMapping;
  return (
    <ul className="receipt-mapping">
      {fields.map(([field, pointer]) => (
        <li key={field}>
          {field} <EvidenceText text={pointer} limit={160} />
        </li>
      ))}
    </ul>
  );
}

function contentFacts({ receipt }: BundleView): readonly Fact[] {
  const words = bundlesText.receipt;
  const time = (moment: number | null) =>
    moment === null ? bundlesText.noTime : <span className="time">{formatTime(moment)}</span>;
  return [
    { name: words.entries, value: formatCount(receipt.entries) },
    { name: words.withheld, value: formatCount(receipt.withheld) },
    { name: words.ambiguous, value: formatCount(receipt.ambiguous) },
    { name: words.rejects, value: formatCount(receipt.rejectCount) },
    { name: words.duplicates, value: repeatWords(receipt) },
    { name: receiptText.eventIds, value: eventIdWords },
    { name: words.first, value: time(receipt.firstTime) },
    { name: words.last, value: time(receipt.lastTime) },
    {
      name: words.busiest,
      value:
        receipt.busiestDay === null
          ? bundlesText.noTime
          : bundlesText.busiest(receipt.busiestDay.day, receipt.busiestDay.entries),
    },
  ];
}

/** More rows than this are a list that nobody reads; the rest is one press away, and counted. */
const membersShown = 40;

interface MemberTableProps {
  readonly members: readonly ReceiptMember[];
  readonly packedBytes: readonly number[] | null;
}

function MemberTable({ members, packedBytes }: MemberTableProps) {
  const [isAsked, setIsAsked] = useState(members.length <= membersShown);
  const isPrinting = usePrinting();
  const isWhole = isAsked || isPrinting;
  const columns = bundlesText.memberColumns;
  return (
    <>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{columns.path}</th>
              <th scope="col" className="number">
                {columns.bytes}
              </th>
              {packedBytes !== null && (
                <th scope="col" className="number">
                  {receiptText.packed}
                </th>
              )}
              <th scope="col" className="number">
                {columns.lines}
              </th>
              <th scope="col">{columns.sha256}</th>
            </tr>
          </thead>
          <tbody>
            {(isWhole ? members : members.slice(0, membersShown)).map(
              ({ path, bytes, lines, sha256 }, index) => (
                <tr key={path}>
                  <th scope="row" className="cell-path">
                    <EvidenceText text={path} limit={300} />
                  </th>
                  <td className="number">{formatCount(bytes)}</td>
                  {packedBytes !== null && <td className="number">{formatCount(packedBytes[index] ?? 0)}</td>}
                  <td className="number">{lines === null ? '' : formatCount(lines)}</td>
                  <td>
                    <Digest hex={sha256} what={bundlesText.memberDigest(path)} />
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
      {!isWhole && (
        <ActionButton label={bundlesText.showAllMembers(members.length)} onPress={() => setIsAsked(true)} />
      )}
    </>
  );
}

function RejectTable(props: { readonly rejects: readonly RejectedLine[]; readonly all: number }) {
  const { rejects, all } = props;
  if (all === 0) return <p className="hint">{bundlesText.rejectsNone}</p>;
  const columns = bundlesText.rejectColumns;
  return (
    <>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{columns.member}</th>
              <th scope="col" className="number">
                {columns.line}
              </th>
              <th scope="col" className="number">
                {columns.offset}
              </th>
              <th scope="col">{columns.reason}</th>
            </tr>
          </thead>
          <tbody>
            {rejects.map(({ member, line, offset, reason }) => (
              <tr key={`${member} ${offset}`}>
                <th scope="row" className="cell-path">
                  <EvidenceText text={member} limit={300} />
                </th>
                <td className="number">{formatCount(line)}</td>
                <td className="number">{formatCount(offset)}</td>
                <td>
                  <EvidenceText text={reason} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {all > rejects.length && <p className="hint">{bundlesText.rejectsMore(rejects.length, all)}</p>}
    </>
  );
}
