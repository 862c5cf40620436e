import { toHex } from '../../shared/bytes/hex.ts';
import { decodeUtf8 } from '../../shared/bytes/utf8.ts';
import {
  type AuthorityFile,
  isCertificateFile,
  readAuthorityFile,
} from '../../shared/case/named-authorities.ts';
import { renderPolicyOf, renderSignersOf } from '../../shared/case/stock-files.ts';
import { toStoreDocument } from '../../shared/case/store-document.ts';
import { authorityCustodyEntry, keyCustodyEntry, policyCustodyEntry } from '../../shared/case/trust-facts.ts';
import {
  readTrustFile as readFile,
  type TrustFile,
  type TrustFileOrder,
} from '../../shared/case/trust-file.ts';
import type { ExportedFile, ExportRequest } from '../../shared/contract/case-protocol.ts';
import { sha256 } from '../../shared/crypto/digest.ts';
import { renderAuthorityFile } from '../../shared/trust/authority-file.ts';
import type { TrustStore } from '../../shared/trust/trust-store.ts';
import { loadCase } from '../data/case-store.ts';
import { StoreError } from '../data/store-error.ts';
import { storeDecisions } from '../data/trust-store.ts';
import { loadTrust } from './case-trust.ts';
import { viewCase } from './case-view.ts';
import { localClock } from './local-clock.ts';
import type { CaseHandler } from './request-context.ts';

/** A list of keys for one log. What is larger is something else, and would only keep the worker busy. */
const mostBytes = 1024 * 1024;

/** What is not said yet while a file is only looked at. */
const unsaid = { compared: 'not said yet', comparedBy: 'not said yet' } as const;

export const readTrustFile: CaseHandler<'readTrustFile'> = async ({ database, platform }, request) => {
  const { caseId, origin, bytes, window } = request;
  await loadCase(database, caseId);
  return readBytes(bytes, { ...unsaid, origin, window, pinnedAt: platform.now() });
};

/** Reads the same bytes again, so what is added follows from them and not from what the window says of them. */
export const addTrustFile: CaseHandler<'addTrustFile'> = async (context, request, call) => {
  const { database, platform } = context;
  const { caseId, origin, fileName, bytes, compared, comparedBy, window } = request;
  await loadCase(database, caseId);
  const now = platform.now();
  const said = { compared: compared.trim(), comparedBy: comparedBy.trim() };
  if (said.compared === '' || said.comparedBy === '') {
    throw new StoreError('trust-file-refused', 'It is not said how the file came, or who compared it.');
  }
  const read = readBytes(bytes, { ...said, origin, window, pinnedAt: now });
  const file = fileName === null ? null : { fileName, fileSha256: toHex(sha256(bytes)) };
  if (read.kind === 'certificates') {
    const pinned = read.authorities.map(({ authority }) => authority);
    const [first] = read.refused;
    if (pinned.length === 0) {
      throw nothingUsable(first === undefined ? null : `Certificate ${first.number}: ${first.statement}`);
    }
    const records = pinned.map((authority) =>
      authorityCustodyEntry('authority-pinned', authority, now, file),
    );
    await storeDecisions(database, caseId, [], records, pinned);
    return viewCase(context, caseId, call);
  }
  const { keys, policy, refused } = read;
  if (keys.length === 0 && policy === null) {
    const [first] = refused;
    throw nothingUsable(first === undefined ? null : `Line ${first.line}: ${first.statement}`);
  }
  await storeDecisions(
    database,
    caseId,
    keys.map(({ key }) => key),
    [
      ...keys.map(({ key }) => keyCustodyEntry('key-pinned', key, now, file)),
      ...(policy === null ? [] : [policyCustodyEntry(policy, said, now, file)]),
    ],
  );
  return viewCase(context, caseId, call);
};

export const exportTrust: CaseHandler<'exportTrust'> = async ({ database }, request) => {
  const row = await loadCase(database, request.caseId);
  const { store } = await loadTrust(database, row);
  // Memory holds logs of other cases, which are no business of whoever gets this file.
  const origins = new Set([
    ...store.keys.map(({ origin }) => origin),
    ...store.policies.map(({ origin }) => origin),
  ]);
  const heads = store.heads.filter(({ origin }) => origins.has(origin));
  return render({ ...store, heads }, request);
};

function readBytes(bytes: Uint8Array, order: TrustFileOrder): TrustFile | AuthorityFile {
  if (bytes.length > mostBytes) {
    const size = bytes.length.toLocaleString('en-US');
    throw new StoreError(
      'trust-file-refused',
      `The file has ${size} bytes; a list of keys has at most 1 MiB.`,
    );
  }
  if (isCertificateFile(bytes)) return readAuthorityFile(bytes, order);
  if (order.origin === '') {
    const statement = 'Keys and witnesses are of one log, and this case has none yet.';
    throw new StoreError('trust-file-refused', statement);
  }
  return readFile(decodeUtf8(bytes), order, localClock);
}

function nothingUsable(why: string | null): StoreError {
  const statement = 'Nothing in the file can be used.';
  return new StoreError('trust-file-refused', why === null ? statement : `${statement} ${why}`);
}

function render(store: TrustStore, request: ExportRequest): ExportedFile {
  switch (request.form) {
    case 'allowed-signers':
      return file('allowed_signers', renderSignersOf(store, request.origin));
    case 'policy':
      return file('tlog-policy.txt', renderPolicyOf(store, request.origin));
    case 'authorities':
      return file('time-authorities.pem', renderAuthorityFile(store));
    case 'list':
      return file('pinned-keys.json', `${JSON.stringify(toStoreDocument(store), null, 2)}\n`);
    default:
      return request satisfies never;
  }
}

function file(fileName: string, text: string): ExportedFile {
  if (text !== '') return { fileName, text };
  throw new StoreError('nothing-to-export', 'Nothing that is pinned here could stand in such a file.');
}
