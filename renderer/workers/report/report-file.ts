const mediaTypes = new Map([
  ['json', 'application/json'],
  ['html', 'text/html'],
  ['pdf', 'application/pdf'],
  ['csv', 'text/csv'],
  ['p7s', 'application/pkcs7-signature'],
  ['tsr', 'application/timestamp-reply'],
  ['zip', 'application/zip'],
]);

/** A file that the window saves; its type follows from the ending of a name that we gave. */
export function toReportFile(name: string, bytes: Uint8Array): File {
  return new File([bytes.slice()], name, { type: mediaTypeOf(name) });
}

function mediaTypeOf(name: string): string {
  return mediaTypes.get(name.slice(name.lastIndexOf('.') + 1)) ?? 'application/octet-stream';
}
