/** A file of a pack, as a whole. */
export interface PackMember {
  readonly path: string;
  readonly bytes: Uint8Array;
}
