import type { Transaction } from 'dexie';

/**
 * Stores a delivered file as it is, with an index in parts of 65,536 lines, instead of blocks of lines with columns.
 * What an older Vouch stored is kept as the members that arrived, each as one value; its index is made when the case is
 * opened, from the same bytes.
 */
export const schema3 = {
  files: '[bundleId+path]',
  parts: '[bundleId+segment+part]',
  blocks: null,
  members: null,
  dictionaries: null,
} as const;

/** Only what is read of the rows of schema 1. */
interface OldBundle {
  readonly bundleId: string;
  readonly segments: readonly {
    readonly path: string;
    readonly firstOrdinal: number;
    readonly lines: number;
  }[];
}
interface OldBlock {
  readonly raw: Uint8Array<ArrayBuffer>;
}
interface OldMember {
  readonly bundleId: string;
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export async function upgradeToSchema3(upgrade: Transaction): Promise<void> {
  const bundles: OldBundle[] = await upgrade.table('bundles').toArray();
  for (const { bundleId, segments } of bundles) {
    for (const { path, firstOrdinal, lines } of segments) {
      const pieces: BlobPart[] = [];
      await upgrade
        .table<OldBlock>('blocks')
        .where('[bundleId+firstOrdinal]')
        .between([bundleId, firstOrdinal], [bundleId, firstOrdinal + lines], true, false)
        .each(({ raw }) => pieces.push(raw));
      await upgrade.table('files').add({ bundleId, path, file: new Blob(pieces) });
    }
    await upgrade
      .table('bundles')
      .update(bundleId, { container: 'members', partCount: null, blockCount: undefined });
  }
  await moveMembers(upgrade);
}

/** The parts of a member come one after the other, in the order of the key. */
async function moveMembers(upgrade: Transaction): Promise<void> {
  const known = new Set<string>(await upgrade.table('bundles').toCollection().primaryKeys());
  let open: { readonly bundleId: string; readonly path: string; readonly pieces: BlobPart[] } | null = null;
  const whole: { readonly bundleId: string; readonly path: string; readonly file: Blob }[] = [];
  await upgrade.table<OldMember>('members').each(({ bundleId, path, bytes }) => {
    // What an import left that did not end is named in `staging`, and goes with it.
    if (!known.has(bundleId)) return;
    if (open === null || open.bundleId !== bundleId || open.path !== path) {
      if (open !== null) whole.push({ ...open, file: new Blob(open.pieces) });
      open = { bundleId, path, pieces: [] };
    }
    open.pieces.push(bytes);
  });
  const last = open as {
    readonly bundleId: string;
    readonly path: string;
    readonly pieces: BlobPart[];
  } | null;
  if (last !== null) whole.push({ ...last, file: new Blob(last.pieces) });
  await upgrade.table('files').bulkAdd(whole.map(({ bundleId, path, file }) => ({ bundleId, path, file })));
}
