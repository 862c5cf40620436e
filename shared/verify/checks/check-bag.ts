import { bagDeclaration } from '../../bundle/bag-tags.ts';
import { memberPaths } from '../../bundle/bundle-layout.ts';
import { asFormatError } from '../../bytes/errors.ts';
import { quote } from '../../bytes/quote.ts';
import { decodeUtf8 } from '../../bytes/utf8.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, type Outcome } from '../check-result.ts';

/**
 * RFC 8493 sections 2.1.1 and 2.2.2: the bag has the version that its manifests are read by, and names the same log
 * as the description. Tools that know only BagIt believe what stands in these two files.
 */
export function checkBag({ observation }: CheckInput): readonly CheckResult[] {
  const { otherMembers, descriptor } = observation;
  return [
    ...checkTagFile(otherMembers, memberPaths.bagDeclaration, checkDeclaration),
    ...checkTagFile(otherMembers, memberPaths.bagInfo, (text) => checkOrigin(text, descriptor.origin)),
  ];
}

/** A tag file that is not there is named together with the manifests. */
function checkTagFile(
  members: ReadonlyMap<string, Uint8Array>,
  path: string,
  checkText: (text: string) => readonly CheckResult[],
): readonly CheckResult[] {
  const bytes = members.get(path);
  if (bytes === undefined) return [];
  try {
    return checkText(decodeUtf8(bytes));
  } catch (error) {
    return [result('fail', path, `${path} cannot be read: ${asFormatError(error).message}`)];
  }
}

function checkDeclaration(text: string): readonly CheckResult[] {
  if (text.replaceAll('\r\n', '\n').trimEnd() === bagDeclaration.trimEnd()) return [];
  // In another version the manifests may mean something else: not verifiable, neither good nor bad.
  const path = memberPaths.bagDeclaration;
  const statement = `${path} does not declare a bag of version 1.0 in UTF-8.`;
  return [{ ...result('unknown', path, statement), expected: quote(bagDeclaration), found: quote(text) }];
}

function checkOrigin(text: string, origin: string): readonly CheckResult[] {
  const stated = [...text.matchAll(/^External-Identifier:(.*)$/gim)].map(([, value = '']) => value.trim());
  if (stated.length === 1 && stated[0] === origin) return [];
  const path = memberPaths.bagInfo;
  const found = stated.length === 0 ? 'no External-Identifier' : stated.map(quote).join(', ');
  const statement = `${path} does not name the log that the description names.`;
  return [{ ...result('fail', path, statement), expected: quote(origin), found }];
}

function result(outcome: Outcome, member: string, statement: string): CheckResult {
  return { code: 'descriptor', axis: 'bytes', outcome, place: memberPlace(member), statement };
}
