const mediaTypes = new Map([
  ['json', 'application/json'],
  ['html', 'text/html'],
  ['pdf', 'application/pdf'],
  ['csv', 'text/csv'],
  ['p7s', 'application/pkcs7-signature'],
  ['tsr', 'application/timestamp-reply'],
  ['zip', 'application/zip'],
]);

/** By the ending of a name that we gave. */
export function mediaTypeOf(name: string): string {
  return mediaTypes.get(name.slice(name.lastIndexOf('.') + 1)) ?? 'application/octet-stream';
}
