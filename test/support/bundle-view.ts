import type { BundleView } from '../../shared/contract/case-protocol.ts';

/** A bundle of a case as the window gets it: empty and not verified in this run, with what the test is about. */
export function bundleView(fileName: string, more: Partial<BundleView> = {}): BundleView {
  return {
    bundleId: fileName,
    fileName,
    origin: 'audit.example.com/prod',
    title: '',
    importedAt: 0,
    receipt: {
      fileName,
      fileBytes: 0,
      fileSha256: '',
      members: [],
      entries: 0,
      withheld: 0,
      ambiguous: 0,
      rejects: [],
      rejectCount: 0,
      duplicateLines: 0,
      firstTime: null,
      lastTime: null,
      busiestDay: null,
    },
    verdict: null,
    offeredKeys: [],
    storedBytes: 0,
    range: null,
    ...more,
  };
}
