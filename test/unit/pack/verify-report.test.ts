import { describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { parseVerifierKey } from '../../../shared/crypto/verifier-key.ts';
import { packPaths } from '../../../shared/pack/pack-layout.ts';
import { type HandedReport, type ReportTrust, verifyReport } from '../../../shared/pack/verify-report.ts';
import { signReport } from '../../../shared/report/signatures/sign-report.ts';
import { type Members, origin, pinned, strangerKey, without } from '../../support/bundle-builder.ts';
import { smallCase } from '../../support/report-extract.ts';
import { edited, packBytes, packOf, withNewManifests } from '../../support/report-pack.ts';
import { testIdentity } from '../../support/signed-identity.ts';

const auditor = testIdentity('A. Auditor', 7);
const reviewer = testIdentity('B. Reviewer', 8);
const stranger = testIdentity('A. Stranger', 9);
const now = Date.UTC(2026, 6, 2);
const trust: ReportTrust = {
  known: new Map([[auditor.fingerprint, 'A. Auditor']]),
  authorities: [],
  now,
  logKeys: [parseVerifierKey(pinned('log').publicKey)],
};

async function smallPack(): Promise<Members> {
  const { extract, order } = await smallCase();
  return packOf(extract, order, auditor);
}

/** Every result that is no pass, as `outcome code place`. */
function objections(handed: HandedReport, by: ReportTrust = trust): readonly string[] {
  return verifyReport(handed, by)
    .results.filter(({ outcome }) => outcome !== 'pass')
    .map(({ outcome, code, place }) => `${outcome} ${code} ${placeOf(place)}`);
}

function placeOf(place: ReturnType<typeof verifyReport>['results'][number]['place']): string {
  switch (place.kind) {
    case 'report':
      return 'report';
    case 'member':
      return place.member;
    case 'entry':
      return `entry ${place.seq}`;
    case 'part':
      return place.name;
    default:
      return place satisfies never;
  }
}

function ofPack(files: Members): HandedReport {
  return { kind: 'pack', files };
}

/** What a signer writes who lies: the report with another text, signed and packed as it should be. */
async function lie(from: string | RegExp, to: string): Promise<HandedReport> {
  const report = decodeUtf8((await smallPack()).get(packPaths.report) ?? new Uint8Array());
  const after = report.replace(from, to);
  expect(after).not.toBe(report);
  return ofPack(await packBytes(encodeUtf8(after), auditor, now));
}

describe('A report in its pack', () => {
  it('is verified when nothing speaks against it and its signer is known', async () => {
    const verdict = verifyReport(ofPack(await smallPack()), trust);
    expect(verdict.state).toBe('verified');
    expect(verdict.record?.number).toBe('R-2026-07');
    expect(objections(ofPack(await smallPack()))).toEqual([]);
  });

  it('is not verified when its signer is known to nobody', async () => {
    const nobody = { ...trust, known: new Map() };
    expect(objections(ofPack(await smallPack()), nobody)).toEqual(['unknown report-signer report']);
    expect(verifyReport(ofPack(await smallPack()), nobody).state).toBe('not-verifiable');
  });

  it('fails for every file that is changed, gone or added, with its name', async () => {
    const pack = await smallPack();
    for (const path of pack.keys()) {
      const bytes = (pack.get(path) ?? new Uint8Array()).slice();
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      const changed = verifyReport(ofPack(new Map([...pack, [path, bytes]])), trust);
      expect({ path, state: changed.state }).toEqual({ path, state: 'failed' });
      const isSignature = path === packPaths.signature;
      expect({ path, state: verifyReport(ofPack(without(pack, path)), trust).state }).toEqual({
        path,
        state: isSignature || path.endsWith('.sig') ? expect.not.stringMatching(/^verified$/) : 'failed',
      });
    }
    const added = new Map([...pack, ['data/exhibits/EX-0009.ndjson', encodeUtf8('{}\n')]]);
    expect(objections(ofPack(added))).toEqual([
      'fail pack-files data/exhibits/EX-0009.ndjson',
      'fail pack-members data/exhibits/EX-0009.ndjson',
    ]);
  });

  it('fails when the signer packs other lists than those that follow from the report', async () => {
    const pack = edited(await smallPack(), 'data/controls.csv', 'A.5.15', 'A.5.16');
    expect(objections(ofPack(withNewManifests(pack, auditor)))).toEqual([
      'fail pack-members data/controls.csv',
    ]);
  });

  it('fails when somebody else packed it', async () => {
    expect(objections(ofPack(withNewManifests(await smallPack(), stranger)))).toEqual([
      `fail pack-signature ${packPaths.signature}`,
    ]);
  });

  it('fails when it was packed by a reviewer whom nobody knows', async () => {
    const pack = await smallPack();
    const bytes = pack.get(packPaths.report) ?? new Uint8Array();
    const [sig] = signReport({ name: 'report.json', bytes }, stranger, 'reviewer', now);
    const reviewed = new Map([...pack, [`data/report/${sig?.name}`, sig?.bytes ?? new Uint8Array()]]);
    const evil = withNewManifests(new Map([...reviewed, ['verify.mjs', encodeUtf8('evil()\n')]]), stranger);
    expect(objections(ofPack(evil))).toContain(`fail pack-signature ${packPaths.signature}`);
    const known = new Map([...trust.known, [stranger.fingerprint, 'A. Stranger']]);
    expect(verifyReport(ofPack(evil), { ...trust, known }).state).toBe('verified');
  });

  it('fails without its report, and says that it is missing', async () => {
    expect(objections(ofPack(without(await smallPack(), packPaths.report)))).toContain(
      `fail report-form ${packPaths.report}`,
    );
  });
});

describe('A signer who lies is found out', () => {
  it.each([
    ['about a line', /id\\":\\"p\.haddad/, 'id\\":\\"p.haddax', 'fail report-leaf entry 4'],
    ['about the number of a line', /"seq": 6,/g, '"seq": 3,', 'fail report-leaf entry 3'],
    ['about a field of a line', /"value": "p\.haddad"/, '"value": "j.doe"', 'fail report-fields entry 4'],
    [
      'about the time of a line',
      '"time": "2026-03-02T08:04',
      '"time": "2026-03-02T09:04',
      'fail report-fields entry 4',
    ],
    ['about a proof', /("path": \[\n +")[0-9a-f]{4}/, '$10000', 'fail report-proof entry 1'],
    ['about what was reviewed', '"reviewed": 1', '"reviewed": 2', 'fail report-figures Accesses by staff'],
    ['about exceptions', '"exceptions": 1', '"exceptions": 0', 'fail report-figures Accesses by staff'],
    [
      'about what was not verified',
      /"notVerified": \[[\s\S]*?\n \],/,
      '"notVerified": [],',
      'fail report-figures report',
    ],
    ['about a headline', '"state": "verified"', '"state": "failed"', 'fail report-figures clinic.evb.zip'],
    [
      'in a text that cites another entry',
      `One export stands out: [@${origin}#2]`,
      `One export stands out: [@${origin}#4]`,
      'fail report-citations Background',
    ],
    ['about the size of a tree', /"size": 8,(\s+)"note"/, '"size": 7,$1"note"', 'fail report-proof entry 1'],
  ])('%s', async (_what, from, to, expected) => {
    expect(objections(await lie(from, to))).toContain(expected);
    expect(verifyReport(await lie(from, to), trust).state).toBe('failed');
  });

  it('about a disclosure that belongs to another line', async () => {
    const report = decodeUtf8((await smallPack()).get(packPaths.report) ?? new Uint8Array());
    const disclosures = [...report.matchAll(/"disclosures": \[\n +"([^"]+)"/g)].map(([, text = '']) => text);
    const [first = '', second = ''] = disclosures;
    expect(objections(await lie(first, second))).toContain('fail report-disclosures entry 1');
  });

  it('about a withheld entry that no redaction speaks of', async () => {
    const { extract, order } = await smallCase();
    const [, , , , entry] = extract.entries;
    const reason = { reason: 'Privileged.', privilege: '', by: 'A. Auditor' };
    const withheld = [{ origin, seq: entry?.seq ?? 0, leaf: entry?.leaf ?? '', ...reason }];
    const pack = await packOf(extract, { ...order, redaction: { ...order.redaction, withheld } }, auditor);
    expect(objections(ofPack(pack))).toEqual([]);
    const report = decodeUtf8(pack.get(packPaths.report) ?? new Uint8Array());
    const silent = report.replace(/"redactions": \[[\s\S]*?\n \],/, '"redactions": [],');
    expect(objections(ofPack(await packBytes(encodeUtf8(silent), auditor, now)))).toContain(
      'fail report-figures entry 4',
    );
  });

  it('in a report that another key names as its own', async () => {
    const report = (await smallPack()).get(packPaths.report) ?? new Uint8Array();
    expect(objections(ofPack(await packBytes(report, stranger, now)))).toEqual(
      expect.arrayContaining([
        'fail report-signature report.json.sig',
        'fail report-certificate report.json.p7s',
      ]),
    );
  });
});

describe('report.json by itself', () => {
  it('is verified with its signature beside it, and not without', async () => {
    const pack = await smallPack();
    const bytes = pack.get(packPaths.report) ?? new Uint8Array();
    const sig = pack.get(`${packPaths.report}.sig`) ?? new Uint8Array();
    const beside = new Map([['report.json.sig', sig]]);
    expect(verifyReport({ kind: 'record', bytes, beside }, trust).state).toBe('verified');
    expect(objections({ kind: 'record', bytes, beside: new Map() })).toContain(
      'unknown report-signature report.json.sig',
    );
  });

  it('says who reviewed it, and refuses a reviewer who has the key of the preparer', async () => {
    const pack = await smallPack();
    const bytes = pack.get(packPaths.report) ?? new Uint8Array();
    const signed = { name: 'report.json', bytes };
    const own = signReport(signed, auditor, 'preparer', now);
    const withReviewer = (identity: typeof reviewer) =>
      new Map(
        [...own, ...signReport(signed, identity, 'reviewer', now)].map((file) => [file.name, file.bytes]),
      );
    const reviewed: HandedReport = { kind: 'record', bytes, beside: withReviewer(reviewer) };
    expect(objections(reviewed)).toEqual([
      'warning report-reviewer report.json.reviewer.sig',
      'warning report-reviewer report.json.reviewer.p7s',
    ]);
    const both = new Map([...trust.known, [reviewer.fingerprint, 'B. Reviewer']]);
    const good = verifyReport(reviewed, { ...trust, known: both });
    expect(good.state).toBe('verified');
    expect(good.results).toContainEqual(
      expect.objectContaining({ code: 'report-reviewer', outcome: 'pass', found: reviewer.fingerprint }),
    );
    expect(objections({ kind: 'record', bytes, beside: withReviewer(auditor) })).toEqual([
      'fail report-reviewer report.json.reviewer.sig',
      'fail report-reviewer report.json.reviewer.p7s',
    ]);
  });

  it('is unknown, and not failed, when it is of a later version', () => {
    const bytes = encodeUtf8('{\n "format": "evidence-report/2"\n}\n');
    const verdict = verifyReport({ kind: 'record', bytes, beside: new Map() }, trust);
    expect(verdict.state).toBe('not-verifiable');
    expect(verdict.results.map(({ code, outcome }) => `${outcome} ${code}`)).toEqual(['unknown report-form']);
  });

  it('fails when it is written in another spelling, or not at all', async () => {
    const bytes = (await smallPack()).get(packPaths.report) ?? new Uint8Array();
    const other = encodeUtf8(JSON.stringify(JSON.parse(decodeUtf8(bytes))));
    for (const wrong of [other, encodeUtf8(''), encodeUtf8('{"format":"evidence-report/1"}\n')]) {
      expect(objections({ kind: 'record', bytes: wrong, beside: new Map() })).toEqual([
        'fail report-form report',
      ]);
    }
  });

  it('has its checkpoints signed by a key that is pinned here, where there is one for the log', async () => {
    const pack = await smallPack();
    const other = { ...trust, logKeys: [parseVerifierKey(pinned('log', strangerKey).publicKey)] };
    expect(objections(ofPack(pack), other)).toEqual(['unknown report-checkpoint report']);
    const none = { ...trust, logKeys: [] };
    expect(verifyReport(ofPack(pack), none).state).toBe('verified');
    expect(verifyReport(ofPack(pack), none).results).toContainEqual(
      expect.objectContaining({
        code: 'report-checkpoint',
        statement: expect.stringContaining('that the report trusts'),
      }),
    );
  });
});
