import { parseBase64 } from '../../bytes/base64.ts';
import { BugError } from '../../bytes/errors.ts';

/** The faces of a report as TrueType files. They come in as an argument: where they lie is the matter of each program. */
export interface ReportFonts {
  readonly regular: Uint8Array;
  readonly strong: Uint8Array;
  readonly emphasis: Uint8Array;
  /** Every character has the same width. */
  readonly code: Uint8Array;
  /** Characters that the others have not: further scripts and signs. */
  readonly fallback: Uint8Array;
}

export type FaceName = keyof ReportFonts;

/** As a build has them: raw DEFLATE (RFC 1951) in base64. */
export type DeflatedReportFonts = Readonly<Record<FaceName, string>>;

/** Each program inflates with what its platform has. */
export async function inflateReportFonts(
  deflated: DeflatedReportFonts,
  inflate: (bytes: Uint8Array) => Promise<Uint8Array>,
): Promise<ReportFonts> {
  const load = (name: FaceName): Promise<Uint8Array> => {
    const bytes = parseBase64(deflated[name]);
    if (bytes === null) throw new BugError(`The face ${name} was not built in.`);
    return inflate(bytes);
  };
  return {
    regular: await load('regular'),
    strong: await load('strong'),
    emphasis: await load('emphasis'),
    code: await load('code'),
    fallback: await load('fallback'),
  };
}
