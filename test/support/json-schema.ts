/**
 * The keywords of JSON Schema (draft 2020-12) that the schemas in docs/ use, and no others: an unknown keyword throws,
 * because a validator that passes over it would agree with everything.
 */
export function violationsOf(schema: unknown, value: unknown): readonly string[] {
  return validate(schema, value, '', schema);
}

interface Schema {
  readonly [keyword: string]: unknown;
}

/** Says something about the schema, and nothing about a value. `then` and `else` are read with `if`. */
const silent = ['$schema', '$id', '$defs', 'title', 'description', 'default', 'then', 'else'];

type Rule = (wanted: unknown, value: unknown, at: string, root: unknown, schema: Schema) => readonly string[];

const rules: Readonly<Record<string, Rule>> = {
  $ref: (wanted, value, at, root) => validate(resolveReference(root, String(wanted)), value, at, root),
  type: (wanted, value, at) => say(isOfType(value, wanted), at, `is not of type ${wanted}`),
  enum: (wanted, value, at) =>
    say(toList(wanted).includes(value), at, `is not one of ${toList(wanted).join(', ')}`),
  anyOf: (wanted, value, at, root) => {
    const answers = toList(wanted).map((schema) => validate(schema, value, at, root));
    return answers.some((answer) => answer.length === 0) ? [] : answers.flat();
  },
  const: (wanted, value, at) => say(value === wanted, at, `is not ${wanted}`),
  minLength: (wanted, value, at) =>
    say(!isText(value) || [...value].length >= Number(wanted), at, 'is too short'),
  maxLength: (wanted, value, at) =>
    say(!isText(value) || [...value].length <= Number(wanted), at, 'is too long'),
  pattern: (wanted, value, at) =>
    say(!isText(value) || new RegExp(String(wanted), 'u').test(value), at, 'does not match'),
  minimum: (wanted, value, at) =>
    say(typeof value !== 'number' || value >= Number(wanted), at, 'is too small'),
  maximum: (wanted, value, at) =>
    say(typeof value !== 'number' || value <= Number(wanted), at, 'is too large'),
  minItems: (wanted, value, at) =>
    say(!Array.isArray(value) || value.length >= Number(wanted), at, 'has too few'),
  maxItems: (wanted, value, at) =>
    say(!Array.isArray(value) || value.length <= Number(wanted), at, 'has too many'),
  items: (wanted, value, at, root) =>
    Array.isArray(value)
      ? value.flatMap((item, index) => validate(wanted, item, `${at}/${index}`, root))
      : [],
  required: (wanted, value, at) =>
    toList(wanted).flatMap((name) =>
      say(!isObject(value) || Object.hasOwn(value, String(name)), at, `lacks ${name}`),
    ),
  properties: (wanted, value, at, root) =>
    Object.entries(toSchema(wanted)).flatMap(([name, schema]) =>
      isObject(value) && Object.hasOwn(value, name)
        ? validate(schema, value[name], `${at}/${name}`, root)
        : [],
    ),
  additionalProperties: (_, value, at, __, { properties }) =>
    isObject(value)
      ? Object.keys(value).flatMap((name) =>
          say(Object.hasOwn(toSchema(properties), name), `${at}/${name}`, 'is not known'),
        )
      : [],
  if: (wanted, value, at, root, schema) => {
    const next = validate(wanted, value, at, root).length === 0 ? schema['then'] : schema['else'];
    return next === undefined ? [] : validate(next, value, at, root);
  },
};

function validate(schema: unknown, value: unknown, at: string, root: unknown): readonly string[] {
  const keywords = Object.entries(toSchema(schema)).filter(([keyword]) => !silent.includes(keyword));
  return keywords.flatMap(([keyword, wanted]) => {
    const rule = rules[keyword];
    if (rule === undefined) throw new Error(`The schema uses ${keyword}, which is not known here.`);
    return rule(wanted, value, at, root, toSchema(schema));
  });
}

function say(isSo: boolean, at: string, words: string): readonly string[] {
  return isSo ? [] : [`${at === '' ? 'the value' : at} ${words}`];
}

function isOfType(value: unknown, type: unknown): boolean {
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'string':
      return isText(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    default:
      throw new Error(`The schema uses the type ${type}, which is not known here.`);
  }
}

function resolveReference(root: unknown, reference: string): unknown {
  const name = /^#\/\$defs\/(\w+)$/.exec(reference)?.[1] ?? '';
  const definition = toSchema(toSchema(root)['$defs'])[name];
  if (definition === undefined) throw new Error(`The schema refers to ${reference}, which is not there.`);
  return definition;
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function toSchema(value: unknown): Schema {
  if (isObject(value)) return value;
  throw new Error('A schema is an object here.');
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
