import { writeZip } from '../../shared/archive/zip-writer.ts';
import { packerNamespace } from '../../shared/bundle/packer-namespace.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { type CustodyHead, custodyOrigin } from '../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../shared/case/custody-record.ts';
import { sealCustodyLog } from '../../shared/case/seal-custody-log.ts';
import type { Identity } from '../../shared/identity/identity.ts';
import { logKeyOf, packerKeyOf, verifierKeyOf } from '../../shared/identity/log-key.ts';
import { loadCase } from '../data/case-store.ts';
import { loadCustody } from '../data/custody-store.ts';
import { refusedLog } from '../data/refused-log.ts';
import { custodyKeysOf } from './custody-keys.ts';
import { unlockedIdentity } from './handle-identity.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';

/** Who packs, in allowed_signers: verifiers go by the key, and the name is the same for every case. */
const packerName = 'vouch-custody';

/** Writes nothing down: what would be written is not in the bundle any more. */
export const exportCustody: CaseHandler<'exportCustody'> = async (context, { caseId }, call) => {
  const { database } = context;
  const identity = await unlockedIdentity(context);
  const { name, custodyHead } = await loadCase(database, caseId);
  const log = await loadCustody(database, caseId);
  const { records, brokenAt } = log;
  if (brokenAt !== null || custodyHead === null) throw refusedLog(log, 'it is not signed');
  const bytes = await sealLog(context, { caseId, name, records, head: custodyHead, identity }, call);
  return {
    bundle: { fileName: `${name} custody.evb.zip`, bytes },
    logKey: {
      fileName: `${name} custody.vkey`,
      text: `${verifierKeyOf(identity, custodyOrigin(caseId))}\n`,
    },
    signers: {
      fileName: `${name} custody.allowed_signers`,
      text: `${packerName} namespaces="${packerNamespace}" ${packerKeyOf(identity)}\n`,
    },
    records: records.length,
    keys: custodyKeysOf(identity),
  };
};

interface LogToSeal {
  readonly caseId: string;
  readonly name: string;
  readonly records: readonly CustodyRecord[];
  readonly head: CustodyHead;
  readonly identity: Identity;
}

/** A log that holds together, as a bundle. */
export async function sealLog(
  { platform }: CaseContext,
  { caseId, name, records, head, identity }: LogToSeal,
  { pace }: Call,
): Promise<Uint8Array> {
  const members = sealCustodyLog({
    caseId,
    name,
    records,
    head,
    logKey: logKeyOf(identity, 'log'),
    packerKey: logKeyOf(identity, 'packer'),
    digests: platform.digests,
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeZip(members, { deflate: platform.deflate, crc32: platform.crc32 })) {
    chunks.push(chunk);
    await pace.step();
  }
  return concatBytes(chunks);
}
