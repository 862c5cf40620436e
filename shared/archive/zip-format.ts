/** Signatures of APPNOTE 6.3.10, section 4.3, as little-endian numbers. */
export const signatures = {
  localHeader: 0x04034b50,
  descriptor: 0x08074b50,
  centralHeader: 0x02014b50,
  zip64End: 0x06064b50,
  zip64Locator: 0x07064b50,
  end: 0x06054b50,
} as const;

/** Lengths of the records without their variable parts. */
export const lengths = {
  localHeader: 30,
  centralHeader: 46,
  /** In version 1 and without an extensible data sector. */
  zip64End: 56,
  zip64Locator: 20,
  end: 22,
} as const;

/** Bits of the general purpose flag (4.4.4). */
export const flagBits = {
  encrypted: 0x0001,
  /** How hard deflate tried: says nothing about the data. */
  deflateLevel: 0x0006,
  descriptor: 0x0008,
  utf8: 0x0800,
} as const;

/** Compression methods (4.4.5). */
export const methodCodes = { stored: 0, deflate: 8 } as const;

export type ZipMethod = keyof typeof methodCodes;

/** A field with this value is to be read in the ZIP64 record (4.4.1.4). */
export const sentinel16 = 0xffff;
export const sentinel32 = 0xffffffff;

/** Version 4.5 brought ZIP64; later ones bring encryption and methods that are refused anyway (4.4.3). */
export const newestVersionNeeded = 45;
