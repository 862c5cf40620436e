import { parseArgs } from 'node:util';
import { renderUtcTime } from '../shared/adapters/utc-time.ts';
import { renderPolicyOf, renderSignersOf } from '../shared/case/stock-files.ts';
import { toStoreDocument } from '../shared/case/store-document.ts';
import { renderAuthorityFile } from '../shared/trust/authority-file.ts';
import { appendDecisions } from '../shared/trust/decision-log.ts';
import type { TrustStore } from '../shared/trust/trust-store.ts';
import { done } from './exit-codes.ts';
import { requireOption, UsageError } from './options.ts';
import { loadStore, updateStore } from './platform/store-folder.ts';
import type { Command } from './run-command.ts';
import { readTimeOption } from './time-option.ts';
import { addTrust } from './trust-add.ts';
import { storeFolderOf } from './trust-folder.ts';
import { printStore } from './trust-list.ts';

/** `vouch trust`: what persons decided about keys and witnesses. Each decision is one more line in a chain. */
export const trust: Command = async (args, context) => {
  const [verb = '', ...rest] = args;
  const command = verbs.get(verb);
  if (command === undefined) {
    throw new UsageError(`trust needs one of ${[...verbs.keys()].join(', ')}.`);
  }
  return command(rest, context);
};

const storeOption = { store: { type: 'string' } } as const;

const list: Command = async (args, context) => {
  const { values } = parseArgs({
    args: [...args],
    options: { ...storeOption, json: { type: 'boolean', default: false } },
  });
  const { store } = await loadStore(storeFolderOf(values.store, context));
  if (values.json) context.terminal.printJson(toStoreDocument(store));
  else printStore(store, context.terminal);
  return done;
};

const revoke: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...storeOption,
      from: { type: 'string' },
      reason: { type: 'string' },
      by: { type: 'string' },
    },
  });
  const from = readTimeOption(requireOption(values.from, 'from'), 'from');
  const reason = requireOption(values.reason, 'reason');
  const by = requireOption(values.by, 'by');
  await updateStore(storeFolderOf(values.store, context), (log) => {
    const { keys, authorities } = findNamed(log.store, positionals);
    const at = context.now();
    return appendDecisions(log, [
      ...keys.map(({ keyId }) => ({ action: 'key-revoked', at, keyId, from, reason, by }) as const),
      ...authorities.map(
        ({ authorityId }) => ({ action: 'authority-revoked', at, authorityId, from, reason, by }) as const,
      ),
    ]);
  });
  context.terminal.talk(
    `Revoked from ${renderUtcTime(from)} on. An earlier revocation, if there is one, stays.`,
  );
  return done;
};

const unpin: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...storeOption, by: { type: 'string' } },
  });
  const by = requireOption(values.by, 'by');
  await updateStore(storeFolderOf(values.store, context), (log) => {
    const { keys, authorities } = findNamed(log.store, positionals);
    const at = context.now();
    return appendDecisions(log, [
      ...keys.map(({ keyId }) => ({ action: 'key-unpinned', at, keyId, by }) as const),
      ...authorities.map(
        ({ authorityId }) => ({ action: 'authority-unpinned', at, authorityId, by }) as const,
      ),
    ]);
  });
  return done;
};

const exportStock: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...storeOption, origin: { type: 'string' } },
  });
  const [form, ...more] = positionals;
  const render = new Map([
    ['allowed-signers', renderSignersOf],
    ['policy', renderPolicyOf],
    ['tsa', renderAuthorityFile],
  ]).get(form ?? '');
  if (render === undefined || more.length > 0) {
    throw new UsageError('trust export needs one of allowed-signers, policy, tsa.');
  }
  // Time authorities are those of all logs.
  const origin = form === 'tsa' ? '' : requireOption(values.origin, 'origin');
  const { store } = await loadStore(storeFolderOf(values.store, context));
  for (const line of render(store, origin).split('\n').slice(0, -1)) context.terminal.print(line);
  return done;
};

const verbs: ReadonlyMap<string, Command> = new Map([
  ['add', addTrust],
  ['import', addTrust],
  ['list', list],
  ['revoke', revoke],
  ['unpin', unpin],
  ['export', exportStock],
]);

/** One key may be pinned for several logs under one fingerprint: then all of them are meant. */
function findNamed(store: TrustStore, names: readonly string[]): Pick<TrustStore, 'keys' | 'authorities'> {
  const [name, ...more] = names;
  if (name === undefined || more.length > 0)
    throw new UsageError('The id or the fingerprint of one key is needed.');
  const keys = store.keys.filter(({ keyId, fingerprint }) => keyId === name || fingerprint === name);
  const authorities = store.authorities.filter(
    ({ authorityId, fingerprint }) => authorityId === name || fingerprint === name,
  );
  if (keys.length + authorities.length === 0) {
    throw new UsageError(`No key in the trust store is "${name}".`);
  }
  return { keys, authorities };
}
