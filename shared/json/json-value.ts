/** Names keep their order and are never a property of a JavaScript object: `__proto__` is only text here. */
export type JsonObject = ReadonlyMap<string, JsonValue>;

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
