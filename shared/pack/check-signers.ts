import { renderUtcTime } from '../adapters/utc-time.ts';
import { checkPdfSignature } from '../report/pdf/check-pdf-signature.ts';
import type { ReportRecord } from '../report/record.ts';
import {
  checkReportSignatures,
  type ReportSignatureCheck,
  type ReportSignatures,
  type SignaturePolicy,
} from '../report/signatures/check-report-signatures.ts';
import { checkSshSignature } from '../report/signatures/check-signature-file.ts';
import type { PackFiles } from './check-pack.ts';
import { packPaths } from './pack-layout.ts';
import { memberPlace, type ReportCheck, type ReportCheckCode } from './report-check.ts';

export interface SignedReport {
  readonly record: ReportRecord;
  readonly bytes: Uint8Array;
  /** By name. */
  readonly beside: ReadonlyMap<string, Uint8Array>;
}

/** Who signed, as results, and the fingerprints of those whose signature is right. */
export interface SignerChecks {
  readonly results: readonly ReportCheck[];
  readonly signatures: ReportSignatures;
  readonly signers: readonly string[];
}

/** Who signed `report.json` in which role, and whether the person who asks knows the preparer's key. */
export function checkSigners({ record, bytes, beside }: SignedReport, policy: SignaturePolicy): SignerChecks {
  const signed = { name: 'report.json', bytes };
  const preparer = record.preparer.fingerprint;
  const signatures = checkReportSignatures({ signed, preparer, beside }, policy);
  const results = [
    ...signatures.signatures.map(toResult),
    ...signatures.stamps.map(({ fileName, outcome }): ReportCheck => {
      const place = memberPlace(fileName);
      if (outcome.kind === 'trusted') {
        const statement = `The signature was there by ${renderUtcTime(outcome.time)}.`;
        return { code: 'report-stamp', outcome: 'pass', place, statement };
      }
      const isFalse = outcome.kind === 'invalid';
      const statement = `The time stamp ${fileName} proves nothing: ${outcome.reason}.`;
      return { code: 'report-stamp', outcome: isFalse ? 'fail' : 'warning', place, statement };
    }),
    signerResult(preparer, policy),
  ];
  // Anybody can review a report with a key that nobody knows; what such a key signs besides counts for nothing.
  const right = signatures.signatures.flatMap(({ role, outcome }) =>
    outcome.kind === 'valid' && (role === 'preparer' || outcome.knownAs !== null)
      ? [outcome.fingerprint]
      : [],
  );
  return { results, signatures, signers: [...new Set(right)] };
}

function signerResult(preparer: string, { known }: SignaturePolicy): ReportCheck {
  const name = known.get(preparer);
  const place = { kind: 'report' } as const;
  if (name === undefined) {
    const statement = `The report names the key ${preparer}, which nobody named here as one that signs reports.`;
    return { code: 'report-signer', outcome: 'unknown', place, statement, found: preparer };
  }
  const statement = `The key of the preparer is known here as that of ${name}.`;
  return { code: 'report-signer', outcome: 'pass', place, statement, found: preparer };
}

function toResult({ fileName, role, form, outcome }: ReportSignatureCheck): ReportCheck {
  const code: ReportCheckCode =
    role === 'reviewer' ? 'report-reviewer' : form === 'ssh' ? 'report-signature' : 'report-certificate';
  const place = memberPlace(fileName);
  switch (outcome.kind) {
    case 'valid':
      if (role === 'reviewer' && outcome.knownAs === null) {
        const statement = `${fileName} is a signature over report.json by a key that nobody named here.`;
        return { code, outcome: 'warning', place, statement, found: outcome.fingerprint };
      }
      return {
        code,
        outcome: 'pass',
        place,
        statement: `${fileName} is a signature over report.json by the ${role}.`,
        found: outcome.fingerprint,
      };
    case 'other-signer': {
      const { expected, fingerprint: found } = outcome;
      const statement = `${fileName} is by another key than the one that the report names.`;
      return { code, outcome: 'fail', place, statement, expected, found };
    }
    case 'same-key': {
      const statement = `${fileName} is by the preparer's own key, so nobody reviewed the report.`;
      return { code, outcome: 'fail', place, statement, found: outcome.fingerprint };
    }
    case 'expired': {
      const statement = `The certificate of ${fileName} did not hold when it was signed.`;
      return { code, outcome: 'unknown', place, statement, found: outcome.fingerprint };
    }
    case 'invalid':
    case 'unreadable':
      return {
        code,
        outcome: 'fail',
        place,
        statement: `${fileName} is no signature over report.json: ${outcome.reason}.`,
      };
    case 'unsupported':
      return {
        code,
        outcome: 'unknown',
        place,
        statement: `${fileName} cannot be checked: ${outcome.reason}.`,
      };
    case 'missing':
      return missing(code, fileName);
    default:
      return outcome satisfies never;
  }
}

/** One form is enough: the SSH signature by itself says who signed. Of a reviewer there need be none. */
function missing(code: ReportCheckCode, fileName: string): ReportCheck {
  const outcome = code === 'report-signature' ? 'unknown' : 'warning';
  return { code, outcome, place: memberPlace(fileName), statement: `${fileName} is not there.` };
}

/** Whoever signed the report must have signed the pack: else somebody else chose what lies in it. */
export function checkPackSignature(files: PackFiles, signers: readonly string[]): ReportCheck {
  const result = { code: 'pack-signature', place: memberPlace(packPaths.signature) } as const;
  const signature = files.get(packPaths.signature);
  if (signature === undefined) return { ...result, outcome: 'unknown', statement: 'Nobody signed the pack.' };
  const answer = checkSshSignature(signature, files.get(packPaths.tagManifest) ?? new Uint8Array(0));
  if (answer.kind !== 'signed') {
    return { ...result, outcome: 'fail', statement: `The signature of the pack is none: ${answer.reason}.` };
  }
  if (signers.includes(answer.fingerprint)) {
    return { ...result, outcome: 'pass', statement: 'Whoever signed the report signed the pack.' };
  }
  const statement = 'The pack is signed by a key that did not sign the report.';
  return { ...result, outcome: 'fail', statement, found: answer.fingerprint };
}

/** Of a report in PDF: the whole file is signed by the preparer, and says to be drawn from this very record. */
export function checkPdf(
  pdf: Uint8Array,
  member: string,
  { preparer, recordSha256 }: { readonly preparer: string; readonly recordSha256: string },
): readonly ReportCheck[] {
  const { outcome, claimedRecord } = checkPdfSignature(pdf);
  const place = memberPlace(member);
  return [pdfSignature(outcome, place, preparer), rendering(claimedRecord, place, recordSha256)];
}

function pdfSignature(
  outcome: ReturnType<typeof checkPdfSignature>['outcome'],
  place: ReportCheck['place'],
  preparer: string,
): ReportCheck {
  const result = { code: 'pdf-signature', place } as const;
  switch (outcome.kind) {
    case 'signed':
      if (outcome.fingerprint === preparer) {
        return {
          ...result,
          outcome: 'pass',
          statement: 'The preparer signed the whole PDF.',
          found: preparer,
        };
      }
      return {
        ...result,
        outcome: 'fail',
        statement: 'The PDF is signed by another key than the one that the report names.',
        expected: preparer,
        found: outcome.fingerprint,
      };
    case 'unsigned':
      return { ...result, outcome: 'fail', statement: 'The PDF is not signed as a whole.' };
    case 'invalid':
    case 'unreadable':
      return {
        ...result,
        outcome: 'fail',
        statement: `The signature of the PDF is false: ${outcome.reason}.`,
      };
    case 'unsupported':
      return {
        ...result,
        outcome: 'unknown',
        statement: `The signature of the PDF cannot be checked: ${outcome.reason}.`,
      };
    default:
      return outcome satisfies never;
  }
}

/** A rendering that speaks of another report is none of this one. */
export function rendering(
  claimed: string | null,
  place: ReportCheck['place'],
  recordSha256: string,
): ReportCheck {
  const result = { code: 'report-rendering', place } as const;
  if (claimed === recordSha256) {
    return { ...result, outcome: 'pass', statement: 'The rendering states the digest of this report.json.' };
  }
  const statement = 'The rendering does not state the digest of this report.json.';
  return { ...result, outcome: 'fail', statement, expected: recordSha256, found: claimed ?? 'none' };
}
