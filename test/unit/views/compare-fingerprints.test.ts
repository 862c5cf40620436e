import { describe, expect, it } from 'vitest';
import { compareFingerprints } from '../../../renderer/views/trust/compare-fingerprints.ts';

const differences = (typed: string, actual: string) =>
  compareFingerprints(typed, actual).flatMap(({ isSame }, index) => (isSame ? [] : [index]));

describe('two fingerprints laid side by side', () => {
  it('differ in the digit that was taken down wrongly', () => {
    expect(differences('SHA256:abXd', 'SHA256:abcd')).toEqual([9]);
  });

  it('do not differ by spaces that a person put between groups', () => {
    expect(differences(' SHA256: ab cd\n', 'SHA256:abcd')).toEqual([]);
  });

  it('tell small letters from capitals', () => {
    expect(differences('SHA256:ABcd', 'SHA256:abcd')).toEqual([7, 8]);
  });

  it('leave a gap where one of them ends', () => {
    expect(compareFingerprints('ab', 'abc')[2]).toEqual({ typed: '', actual: 'c', isSame: false });
  });
});
