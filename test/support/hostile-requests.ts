import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Api, Described, Parameter, Schema } from './api.js';
import type { World } from './world.js';

/** One request that means harm, or none. */
export type Sent = Readonly<{
  operation: Described;
  /** The name of the person in the world, or the spare one. */
  who: string;
  path: string;
  body: string | Uint8Array | undefined;
  headers: Readonly<Record<string, string>>;
}>;

/** Somebody who is of no further use to the test: may be locked out, signed out and given another password. */
export const SPARE = 'spare';
const OF_THE_OWN_ACCOUNT = ['changePassword', 'switchMandate', 'logout', 'login'];

const TEXTS = [
  ...['', ' ', '\0', 'a\0b', '\ud800', '\udfff\ud800', '\u202e文字\u202c', '示例\u200b文字', '=HYPERLINK("x")'],
  ...['\r\nX-Bad: 1', "'; DROP TABLE events.event; --", '%', '_', '\\', '{}', '[]', 'null', 'NaN', '../../etc/passwd'],
  ...['__proto__', 'constructor', '13800138000', '110101199003070011', '９９９', '2026-02-30', '2026-13', '9999-12-31'],
  ...['0000-00-00', '2026-03-16T25:61:61Z', '2026-03-16T02:00:00', '+275760-09-13T00:00:00Z', '-1', '1e400', '0x10'],
  ...['٣', '👨‍👩‍👧‍👦'.repeat(10), '字'.repeat(3000)],
];
const NUMBERS = [0, -0, -1, 1.5, 1e308, 5e-324, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21];
const SEGMENTS = [
  ...['0', '-1', '1', 'x', "' OR 1=1--", '%00', '%ff', '..%2F..%2Fetc', 'A'.repeat(250), '%F0%9F', '2026-13', '*'],
  ...['2026-02', '%20'],
];
// None that may yet come: a query waits for those, and is right to.
const POSITIONS = ['', '0', '-1', 'x', '1:', ':1', '1:x', '0:0', '9'.repeat(40), '1.5:2', ' ', '\0', '%', '1e5:1'];
const STRAY = ['&x=1', '&__proto__=1', '&%00=1', '&%zz', '&&=&', '#x'];

const RAW_BODIES: readonly (string | Uint8Array)[] = [
  ...['', '{', '{"a":1,}', "{'a':1}", 'undefined', 'NaN', '[1', '"', '{"a":1}{"b":2}', '\ufeff{}', '{"a":\u0001}'],
  ...['null', '[]', '7', '"x"', '{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"a":1}}}'],
  ...[`{"a":${'['.repeat(9000)}${']'.repeat(9000)}}`, `{"a":"${'x'.repeat(300_000)}"}`],
  ...[`{${'"k":1,'.repeat(3000)}"k":1}`, '{"a":"\\ud800"}', '{"a":"\\u0000"}', '{"a":1e999}'],
  ...[Buffer.from('{"\xff\xfe":1}', 'latin1'), Buffer.from('{"a":"\xc3("}', 'latin1')],
  Uint8Array.from({ length: 400 }, (_, index) => (index * 37) % 256),
];
const HEADERS: readonly (readonly [name: string, ...values: string[]])[] = [
  ['content-type', 'text/plain', 'application/x-www-form-urlencoded', 'application/xml', ';'],
  ['content-type', 'application/json; charset=utf-16', 'multipart/form-data; boundary=x'],
  ['content-encoding', 'gzip'],
  ['accept', 'application/xml', 'text/csv'],
  ['idempotency-key', 'x', '{}', `${randomUUID()}, ${randomUUID()}`],
  ['if-match', '*', 'W/"1"', '"99999999999999999999"', '"7"', '""'],
  ['x-source', 'SYSTEM', 'ui'],
  ['x-correlation-id', 'x'.repeat(500)],
  ['x-http-method-override', 'DELETE'],
  ['authorization', 'Bearer x', 'Basic YTpi', 'Bearer a.b.c', ''],
  ['x-forwarded-for', '1.1.1.1, ::1, x'],
  ['cookie', 'a=b'.repeat(1000)],
  ['accept-language', 'x'.repeat(4000)],
  ['range', 'bytes=0-1'],
];

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: [nested(levels - 1)] });
const weird = fc.oneof(
  fc.constantFrom<unknown>(...TEXTS, ...NUMBERS, null, true, false, [], {}, [[]], [null], { a: { b: 1 } }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom<unknown>(nested(20), Array(500).fill('示例文字'), Array(25_000).fill(0), 'x'.repeat(20_000)),
);

type Change = Readonly<{ where: number; how: 'replace' | 'remove' | 'add'; key: string; value: unknown }>;
const change = fc.record<Change>({
  where: fc.nat(1000),
  how: fc.constantFrom('replace', 'replace', 'remove', 'add'),
  key: fc.constantFrom('extra', '__proto__', 'constructor', 'toString', '', 'id', 'actor', 'role', '\ud800'),
  value: weird,
});

/** The body with one of its places changed: replaced, left out, or with a key that does not belong there. */
function changed(body: unknown, { where, how, key, value }: Change): unknown {
  const root: Record<string, unknown> = { body: structuredClone(body) };
  const places: (readonly [parent: Record<string, unknown>, key: string])[] = [];
  const visit = (parent: Record<string, unknown>) => {
    for (const [name, child] of Object.entries(parent)) {
      places.push([parent, name]);
      if (typeof child === 'object' && child !== null) visit(child as Record<string, unknown>);
    }
  };
  visit(root);
  const [parent, name] = places[where % places.length] as (typeof places)[number];
  const target = parent[name];
  if (how === 'remove' && parent !== root) delete parent[name];
  else if (how === 'add' && typeof target === 'object' && target !== null) {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true });
  } else parent[name] = value;
  return root.body;
}

/** `value` mostly, else one of the others. */
const mostly = <T>(weight: number, value: T, ...others: fc.Arbitrary<T>[]): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(value) }, ...others);

/** Requests of one operation: right ones, and right ones with something wrong in every place a request has. */
export function hostileRequests(api: Api, world: World, operation: Described): fc.Arbitrary<Sent> {
  const values = world.valuesOf(operation.id);
  const right = ({ name, schema }: Readonly<{ name: string; schema: Schema }>) =>
    String(name in values ? values[name] : api.sample(schema, name, values));
  const headers = fc.constantFrom(...HEADERS).chain(([name, ...bad]) => {
    return fc.constantFrom(...bad.map((value) => ({ [name]: value }) as Record<string, string>));
  });
  return fc
    .record({
      who: someone(world, api.rolesOf(operation), operation),
      segments: fc.tuple(...placesIn(operation, 'path').map((parameter) => segment(parameter, right(parameter)))),
      query: queryOf(placesIn(operation, 'query'), right),
      body: operation.method === 'GET' ? fc.constant(undefined) : bodyOf(api, operation, values),
      headers: mostly<Record<string, string>>(6, {}, headers),
    })
    .map(({ segments, query, ...made }) => {
      const path = segments.reduce((text, [name, value]) => text.replace(`{${name}}`, value), operation.path);
      return { operation, path: `${path}?${query}`, ...made };
    });
}

const placesIn = ({ parameters }: Described, place: string) => parameters.filter((parameter) => parameter.in === place);

function someone({ people }: World, roles: readonly string[], { id }: Described): fc.Arbitrary<string> {
  if (OF_THE_OWN_ACCOUNT.includes(id)) return fc.constant(SPARE);
  const allowed = Object.keys(people).filter(
    (name) => !people[name]?.isForeign && roles.includes(`${people[name]?.role}`),
  );
  const anyone = fc.constantFrom(...Object.keys(people));
  return allowed.length === 0 ? anyone : fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...allowed) }, anyone);
}

const segment = ({ name }: Parameter, right: string) =>
  mostly(6, encodeURIComponent(right), fc.constantFrom(...SEGMENTS), fc.constant(randomUUID())).map(
    (value) => [name, value] as const,
  );

type Pair = readonly [name: string, value: string];

/** What is required and some of the rest, at times with one parameter in other words, twice, or as a list. */
function queryOf(parameters: readonly Parameter[], right: (parameter: Parameter) => string): fc.Arbitrary<string> {
  const fine = parameters
    .filter(({ name }) => name !== 'minPosition' && name !== 'cursor')
    .map((parameter): fc.Arbitrary<Pair[]> => {
      const pair: Pair = [parameter.name, right(parameter)];
      return parameter.required ? fc.constant([pair]) : fc.constantFrom<Pair[]>([], [], [pair]);
    });
  const hostile = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 30 }));
  const spoilt = parameters.map((parameter) => {
    const { name } = parameter;
    return (name === 'minPosition' ? fc.constantFrom(...POSITIONS) : hostile).chain((bad) =>
      fc.constantFrom<Pair[]>(
        [[name, bad]],
        [
          [name, right(parameter)],
          [name, bad],
        ],
        [[`${name}[]`, bad]],
      ),
    );
  });
  const spoiling = mostly<Pair[]>(1, [], ...(spoilt.length > 0 ? [fc.oneof(...spoilt)] : []));
  return fc
    .record({ pairs: fc.tuple(...fine, spoiling), stray: mostly(12, '', fc.constantFrom(...STRAY)) })
    .map(({ pairs, stray }) => {
      // What is spoilt takes the place of what was right.
      const last = new Map(pairs.map((each) => [each[0]?.[0], each]));
      const text = [...last.values()].flat().map(([name, value]) => `${encodeURIComponent(name)}=${encoded(value)}`);
      return `${text.join('&')}${stray}`;
    });
}

/** Half a surrogate pair cannot be encoded as UTF-8. */
const encoded = (value: string) => encodeURIComponent(value.replaceAll(/\p{Cs}/gu, '\ufffd'));

function bodyOf(api: Api, { id, body }: Described, values: World['values']): fc.Arbitrary<Sent['body']> {
  const right = body && api.sample(body, id, values);
  const wrong = fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) => JSON.stringify(changes.reduce(changed, right ?? {})) ?? '');
  return fc.oneof<fc.MaybeWeightedArbitrary<Sent['body']>[]>(
    { weight: 3, arbitrary: fc.constant<Sent['body']>(right === undefined ? undefined : JSON.stringify(right)) },
    { weight: 8, arbitrary: wrong },
    { weight: 2, arbitrary: fc.constantFrom(...RAW_BODIES) },
  );
}
