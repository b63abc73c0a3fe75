import fc from 'fast-check';
import { Pads } from './testing.js';

const pads = new Pads();

beforeAll(() => pads.start(), 60_000);
afterAll(() => pads.stop());

describe('A request that the edge cannot read', () => {
  it('is told every field at fault', async () => {
    const { status, body } = await pads.send('POST', 'pads', {
      body: { text: '13800138000 请回电', tags: [1], extra: true },
    });
    expect(status).toBe(400);
    expect(body.errors.map(({ field, code }: { field: string; code: string }) => [field, code])).toEqual(
      expect.arrayContaining([
        ['text', 'field/personal-data'],
        ['tags.0', 'field/invalid-type'],
        ['extra', 'field/unknown'],
      ]),
    );
    expect(body.errors.every(({ message }: { message: string }) => /\p{Script=Han}/u.test(message))).toBe(true);
  });

  const json = { 'content-type': 'application/json' };
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const refused: [
    what: string,
    status: number,
    code: string,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    sent: Parameters<Pads['send']>[2],
  ][] = [
    ['broken JSON', 400, 'request/malformed', 'POST', 'pads', { body: '{"text":', headers: json }],
    [
      'a body of another type',
      415,
      'request/media-type',
      'POST',
      'pads',
      { body: 'text=x', headers: { 'content-type': 'text/plain' } },
    ],
    [
      'a form',
      415,
      'request/media-type',
      'POST',
      'pads',
      { body: 'text=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['no body', 400, 'request/invalid', 'POST', 'pads', {}],
    ['an empty body', 400, 'request/invalid', 'POST', 'pads', { body: '', headers: json }],
    ['null', 400, 'request/invalid', 'POST', 'pads', { body: 'null', headers: json }],
    ['a list', 400, 'request/invalid', 'POST', 'pads', { body: '[]', headers: json }],
    ['a number', 400, 'request/invalid', 'POST', 'pads', { body: '7', headers: json }],
    ['a text', 400, 'request/invalid', 'POST', 'pads', { body: '"x"', headers: json }],
    [
      'more than 256 KiB',
      413,
      'request/too-large',
      'POST',
      'pads',
      { body: JSON.stringify({ text: 'x'.repeat(300_000) }), headers: json },
    ],
    [
      'lists in lists in lists',
      400,
      'request/too-complex',
      'POST',
      'pads',
      { body: `{"text":"好的","tags":${deep}}`, headers: json },
    ],
    [
      'masses of values',
      400,
      'request/too-complex',
      'POST',
      'pads',
      { body: JSON.stringify({ text: '好的', tags: Array(30_000).fill(1) }), headers: json },
    ],
    [
      '__proto__',
      400,
      'request/malformed',
      'POST',
      'pads',
      { body: '{"text":"好的","__proto__":{"admin":true}}', headers: json },
    ],
    [
      'constructor.prototype',
      400,
      'request/malformed',
      'POST',
      'pads',
      { body: '{"text":"好的","constructor":{"prototype":{"admin":1}}}', headers: json },
    ],
    ['NUL in a text', 400, 'request/unstorable-text', 'POST', 'pads', { body: '{"text":"a\\u0000b"}', headers: json }],
    [
      'half a surrogate pair',
      400,
      'request/unstorable-text',
      'POST',
      'pads',
      { body: '{"text":"a\\ud800b"}', headers: json },
    ],
    [
      'NUL in a name',
      400,
      'request/unstorable-text',
      'POST',
      'pads',
      { body: '{"text":"好的","a\\u0000":1}', headers: json },
    ],
    ['an id that is none', 400, 'request/invalid', 'GET', 'pads/1', {}],
    ['an id with SQL', 400, 'request/invalid', 'GET', "pads/'%20OR%201=1--", {}],
    ['an id of 5,000 characters', 414, 'request/too-long', 'GET', `pads/${'a'.repeat(5000)}`, {}],
    ['an address that cannot be decoded', 400, 'request/malformed', 'GET', 'pads/%E0%A4%A', {}],
    ['a path that climbs', 404, 'route/not-found', 'GET', 'pads/../../etc/passwd', {}],
    ['a parameter twice', 400, 'request/invalid', 'GET', 'pads?limit=1&limit=2', {}],
    ['a parameter nobody knows', 400, 'request/invalid', 'GET', 'pads?sort=name', {}],
    ['a limit over 200', 400, 'request/invalid', 'GET', 'pads?limit=201', {}],
    ['a limit that is no number', 400, 'request/invalid', 'GET', 'pads?limit=ten', {}],
    ['NUL in the address', 400, 'request/unstorable-text', 'GET', 'pads?cursor=%00', {}],
    ['a cursor of its own making', 400, 'request/cursor', 'GET', 'pads?cursor=eyJhIjoxfQ', {}],
    [
      'a cursor of another list',
      400,
      'request/cursor',
      'GET',
      `pads?cursor=${Buffer.from('["a"]').toString('base64url')}`,
      {},
    ],
    ['a cursor that is no text', 400, 'request/cursor', 'GET', 'pads?cursor=!!!', {}],
    ['an address that is not there', 404, 'route/not-found', 'GET', 'nothing', {}],
    ['an address outside', 404, 'route/not-found', 'GET', '/nothing', {}],
    ['a method that is not there', 404, 'route/not-found', 'PUT', 'pads', { body: {} }],
    [
      'a source it does not know',
      400,
      'request/source',
      'POST',
      'pads',
      { body: { text: '好的' }, headers: { 'x-source': 'SYSTEM' } },
    ],
    ['lists instead of texts', 400, 'request/invalid', 'GET', 'pads?status[]=OPEN', {}],
  ];

  it.each(refused)('%s: %i %s', async (_what, status, code, method, path, sent) => {
    const found = await pads.send(method, path, sent);
    expect(found).toMatchObject({
      status,
      headers: { 'content-type': 'application/problem+json; charset=utf-8', 'x-content-type-options': 'nosniff' },
      body: { status, code, title: expect.stringMatching(/\p{Script=Han}/u) },
    });
  });

  it('never makes it fail, whatever it is', async () => {
    const anything = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.jsonValue().map((value) => JSON.stringify({ text: value })),
      fc.string({ unit: 'binary' }).map((text) => JSON.stringify({ text })),
    );
    const header = fc.string({ unit: 'grapheme-ascii' });
    await fc.assert(
      fc.asyncProperty(anything, fc.webPath(), fc.webQueryParameters(), header, async (body, path, query, value) => {
        const headers = {
          'content-type': 'application/json',
          'if-match': value,
          'idempotency-key': value,
          'x-source': value,
        };
        const answers = await Promise.all([
          pads.send('POST', 'pads', { body, headers: json }),
          pads.send('POST', 'pads', { body, headers }),
          pads.send('GET', `pads${path}?${query}`),
          pads.send('GET', `pads?cursor=${encodeURIComponent(value)}`, { token: value }),
        ]);
        expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
