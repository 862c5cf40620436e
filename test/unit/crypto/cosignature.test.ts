import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { checkCosignatures, renderCosignature } from '../../../shared/crypto/cosignature.ts';
import { parseSignedNote } from '../../../shared/crypto/signed-note.ts';
import { parseVerifierKey, renderVerifierKey } from '../../../shared/crypto/verifier-key.ts';

// Made with Python: hashlib for the key hashes, cryptography for keys and signatures, struct for the time.
const text = 'audit.example.com/prod-gateway\n3\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n';
const w1 = parseVerifierKey(
  'witness.example.com/w1+71cfacb3+BNBKsjJ0K7SrOhNovUYV5ObQIkq3GgFrr4UgozLJd4c3',
  'witness',
);
const w2 = parseVerifierKey(
  'witness.example.com/w2+906c97a4+BKCapfR6Z1mAL/lV+NwtKhSlyZ0jvpf4ZBJ/+Tg0VaTw',
  'witness',
);
const by = {
  w1: 'cc+sswAAAABpHmaAG5UMee4LYg1V6mK55Ym+V6vsUD1hxyyLvI+OmMO5tzduzcBiT+IUb39yVzLGY2pg9RNm8EksgXraM05rsfQpAQ==',
  w1Earlier:
    'cc+sswAAAABpHN/gJSdGKux5S8CKWusbL4LiXnnJw8gkxJO/aJ3tw33gcgwO3xFOLt9mjA64r/WMnVqjDXSfy/PDcr1oLK+Ua4szDQ==',
  w2: 'kGyXpAAAAABpHmbkse/T6h8LEtvgUEcu/CpSXos4RzL3HCgF2ksHnD3yK6W/TpkqorGfqzawmZ8Bmb4qXNVxsDF4N6QggB9OZxiBCQ==',
  w2LastTime:
    'kGyXpH//////////D6H+/xzPjmH3/0dM0ywHsVDy0SW5fjvUv26uW9UnbEY/tzeVFp60uI8aGHLXZAKJ7Q322POM6HMpbQVm2XvEBA==',
  w2TooLate:
    'kGyXpIAAAAAAAAAAI4WlG1Q/KRtpVpo2oGbh+aQf0cH1XyFulkgTvf3efDuevxxEgIRcVVx8mQlgmGFkjOfEwmk0n1G1cdKpcOMsBA==',
};

const note = (...lines: readonly (readonly [string, string])[]) =>
  parseSignedNote(encodeUtf8(`${text}\n${lines.map(([name, base64]) => `— ${name} ${base64}\n`).join('')}`));

describe('A cosignature', () => {
  it('says when its witness saw the head', () => {
    const both = note([w1.name, by.w1], [w2.name, by.w2]);
    expect(checkCosignatures(both, [w1, w2])).toEqual({
      verified: [
        { witness: w1, time: 1_763_600_000_000 },
        { witness: w2, time: 1_763_600_100_000 },
      ],
      failed: [],
    });
  });

  it('counts once for each key, with the earliest of its times', () => {
    const twice = note([w1.name, by.w1], [w1.name, by.w1Earlier], [w1.name, by.w1]);
    expect(checkCosignatures(twice, [w1]).verified).toEqual([{ witness: w1, time: 1_763_500_000_000 }]);
  });

  it('by nobody who is known proves nothing and harms nothing', () => {
    expect(checkCosignatures(note([w1.name, by.w1]), [w2])).toEqual({ verified: [], failed: [] });
  });

  it('under the name of another witness is not found for either', () => {
    expect(checkCosignatures(note([w2.name, by.w1]), [w1, w2])).toEqual({ verified: [], failed: [] });
  });

  it('has no time here when its seconds lie beyond every calendar', () => {
    expect(checkCosignatures(note([w2.name, by.w2LastTime]), [w2]).verified).toEqual([
      { witness: w2, time: null },
    ]);
    const both = note([w2.name, by.w2LastTime], [w2.name, by.w2], [w2.name, by.w2LastTime]);
    expect(checkCosignatures(both, [w2]).verified[0]?.time).toBe(1_763_600_100_000);
  });

  it('fails when its time is beyond what the format allows, although it is well signed', () => {
    expect(checkCosignatures(note([w2.name, by.w2TooLate]), [w2])).toEqual({ verified: [], failed: [w2] });
  });

  it('that fails takes the good ones with it (R8)', () => {
    const flipped = by.w2.replace('se/T', 'se/U');
    const result = checkCosignatures(note([w1.name, by.w1], [w2.name, flipped]), [w1, w2]);
    expect(result).toEqual({ verified: [], failed: [w2] });
  });

  it('fails when its time was changed, or when it is cut', () => {
    const changed = `${by.w1.slice(0, 8)}AABpHmaB${by.w1.slice(16)}`;
    expect(checkCosignatures(note([w1.name, changed]), [w1]).failed).toEqual([w1]);
    expect(checkCosignatures(note([w1.name, by.w1.slice(0, 88)]), [w1]).failed).toEqual([w1]);
  });

  it('of our own making is byte for byte what others make', () => {
    const made = renderCosignature(text, 1_763_600_000n, new Uint8Array(32).fill(0x11));
    expect(by.w1).toBe(toBase64(Buffer.concat([w1.keyHash, made])));
  });
});

describe('A verifier key of a witness', () => {
  it('is read and written as others write it, and never taken for that of a log', () => {
    // A witness of the public network.
    const text = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2';
    expect(renderVerifierKey(parseVerifierKey(text, 'witness'), 'witness')).toBe(text);
    expect(() => parseVerifierKey(text)).toThrow('Ed25519 of a witness');
  });
});
