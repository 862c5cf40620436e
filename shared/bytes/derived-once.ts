/**
 * What follows from a value alone, worked out once for as long as the value lives. For values that nobody changes, and for
 * work that is asked for again and again: a signature takes as long as the digests of ten thousand lines.
 */
export function derivedOnce<Value extends object, Derived>(
  derive: (value: Value) => Derived,
): (value: Value) => Derived {
  const known = new WeakMap<Value, { readonly derived: Derived }>();
  return (value) => {
    const earlier = known.get(value);
    if (earlier !== undefined) return earlier.derived;
    const derived = derive(value);
    known.set(value, { derived });
    return derived;
  };
}
