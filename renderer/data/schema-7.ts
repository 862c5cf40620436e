/** Adds the signing identity of the profile, which belongs to no case. Nothing that was stored changes. */
export const schema7 = {
  identities: 'slot',
} as const;
