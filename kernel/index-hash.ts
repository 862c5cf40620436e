/**
 * The hash by which texts and names are found. With keys that whoever wrote the texts does not know, no two of them are
 * likelier to share a hash than any others (NH, as in UMAC, RFC 4418 section 5.2): so no log can be made in which
 * finding each text takes as long as reading all.
 */
const blocks: u32 = 8;
const keys: usize = memory.data((blocks + 1) * 8, 16);
const factor: u64 = 0x9e3779b97f4a7c15;

/** Makes the keys of a seed (splitmix64). */
export function seedHash(seed: u32): void {
  let state: u64 = seed;
  for (let key: u32 = 0; key <= blocks; key++) {
    state += factor;
    let mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111eb;
    store<u64>(keys + 8 * key, mixed ^ (mixed >>> 31));
  }
}

/** Reads up to 7 bytes behind the text. */
export function hashOf(at: usize, end: usize, start: u32): u32 {
  let from = at;
  let sum: u64 = ((end - at) as u64) * factor + start;
  while (end - from > 64) {
    sum = product(sum, keys + 64);
    for (let block: u32 = 0; block < blocks; block++) {
      sum += product(load<u64>(from), keys + 8 * block);
      from += 8;
    }
  }
  sum = product(sum, keys + 64);
  let key = keys;
  while (end - from >= 8) {
    sum += product(load<u64>(from), key);
    from += 8;
    key += 8;
  }
  if (end > from) {
    const rest: u64 = ((1 as u64) << (8 * (end - from))) - 1;
    sum += product(load<u64>(from) & rest, key);
  }
  sum = (sum ^ (sum >>> 32)) * factor;
  return (sum >>> 32) as u32;
}

@inline
function product(bytes: u64, key: usize): u64 {
  const one: u32 = (bytes as u32) + load<u32>(key);
  const other: u32 = ((bytes >>> 32) as u32) + load<u32>(key, 4);
  return (one as u64) * (other as u64);
}
