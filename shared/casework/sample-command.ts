import type { SampleContent } from './sample.ts';

/**
 * How anybody draws the sample again: the command line with the delivered files in the order of the population. Names of
 * files are not part of a sample, so each stands there by the beginning of its digest. Null when a text of it is not
 * printable ASCII, which a terminal could show as another text than it is.
 */
export function sampleCommand({
  population,
  method,
  seed,
  stratifiedBy,
  lines,
}: Pick<SampleContent, 'population' | 'method' | 'seed' | 'stratifiedBy'> & {
  readonly lines: readonly unknown[];
}): string | null {
  const words = [
    ...population.files.map(({ fileSha256 }) => `${fileSha256.slice(0, 16)}.evb.zip`),
    '--query',
    population.query,
    '--method',
    method,
    ...(stratifiedBy === '' ? [] : ['--stratify-by', stratifiedBy]),
    '--count',
    String(lines.length),
    '--seed',
    seed,
    '--csv',
  ];
  const quoted = words.map(quoteForShell);
  return quoted.includes(null) ? null : ['vouch', 'sample', ...quoted].join(' ');
}

function quoteForShell(word: string): string | null {
  if (!/^[\x20-\x7e]*$/.test(word)) return null;
  return /^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
