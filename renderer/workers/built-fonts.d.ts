/** What `scripts/build/report-plugin.ts` makes of the packages with faces. */
declare module 'virtual:report-fonts' {
  /** By the names of `FaceName`: TrueType as raw DEFLATE in base64. */
  export const deflatedReportFonts: Readonly<
    Record<'regular' | 'strong' | 'emphasis' | 'code' | 'fallback', string>
  >;
}
