/** Members of a pack that are read by name. docs/evidence-pack.md lists all of them. */
export const packPaths = {
  bagDeclaration: 'bagit.txt',
  bagInfo: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
  signature: 'tagmanifest-sha256.txt.sig',
  readme: 'README.txt',
  bundleVerifier: 'verify.mjs',
  reportVerifier: 'verify-report.mjs',
  report: 'data/report/report.json',
  custody: 'data/custody/custody.evb.zip',
} as const;

/** Where the files of the report itself lie. */
export const reportFolder = 'data/report/';
