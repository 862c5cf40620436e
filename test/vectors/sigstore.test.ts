import { describe, expect, it } from 'vitest';
import { parsePublicKeyPem } from '../../shared/certificates/public-key-pem.ts';
import type { ForeignTrust } from '../../shared/verify/foreign/foreign-trust.ts';
import {
  artifact,
  bundleOf,
  hasSigstoreVectors,
  keyOf,
  publicTrustRoot,
  suiteIdentity,
  vectorNames,
} from '../support/sigstore-vectors.ts';
import { complaints, judge } from '../unit/formats/folder.ts';

const happy = vectorNames.filter((name) => !name.endsWith('_fail'));

function trustFor(name: string): Partial<ForeignTrust> {
  const key = keyOf(name);
  return {
    sigstoreRoot: publicTrustRoot(),
    sigstoreIdentity: suiteIdentity,
    publicKeys: key === null ? [] : [parsePublicKeyPem(key)],
  };
}

function verdictOn(name: string, bundle = bundleOf(name)) {
  return judge({ 'a.txt': artifact, 'bundle.sigstore.json': bundle }, trustFor(name));
}

describe.skipIf(!hasSigstoreVectors)(
  'Bundles of the Sigstore conformance suite (skipped where they or the trust root of npm are absent)',
  () => {
    it.each(happy)('%s is verified', async (name) => {
      const verdict = await verdictOn(name);
      expect(complaints(verdict)).toEqual([]);
      expect(verdict.headline).toBe('VERIFIED');
    });

    it.each([
      ['dsse-invalid-sig_fail', 'fail sigstore-signature bundle.sigstore.json'],
      ['dsse-mismatch-sig_fail', 'fail sigstore-entry bundle.sigstore.json'],
      ['dsse-mismatch-envelope_fail', 'fail sigstore-entry bundle.sigstore.json'],
    ])('%s is broken, and it is said where', async (name, complaint) => {
      const verdict = await verdictOn(name);
      expect(complaints(verdict)).toContain(complaint);
      expect(verdict.headline).toBe('BROKEN');
    });

    it('are all known here: none that must fail has another name', () => {
      expect(vectorNames.filter((name) => name.endsWith('_fail'))).toEqual([
        'dsse-invalid-sig_fail',
        'dsse-mismatch-envelope_fail',
        'dsse-mismatch-sig_fail',
      ]);
      expect(happy).toHaveLength(6);
    });

    it.each(happy)(
      '%s is never verified after any field in base64 was changed',
      async (name) => {
        const bundle = bundleOf(name);
        const texts = [...bundle.matchAll(/": ?"([A-Za-z0-9+/]{20,}={0,2})"|[[,] ?"([A-Za-z0-9+/]{43}=)"/g)];
        expect(texts.length).toBeGreaterThan(10);
        for (const { index, 0: whole, 1: field, 2: item } of texts) {
          const value = field ?? item ?? '';
          const at = index + whole.lastIndexOf(value);
          for (const offset of [0, Math.floor(value.length / 2), value.replace(/=+$/, '').length - 1]) {
            const changed = value.charAt(offset) === 'A' ? 'B' : 'A';
            const mutated = `${bundle.slice(0, at + offset)}${changed}${bundle.slice(at + offset + 1)}`;
            const { headline } = await verdictOn(name, mutated);
            expect(headline, `${whole.slice(0, 30)} at ${offset}`).not.toBe('VERIFIED');
          }
        }
      },
      120_000,
    );
  },
);
