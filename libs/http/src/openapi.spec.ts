import { matrix } from '@lianjian/permissions/matrix';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { Operation } from './operation.js';
import { PadController, Pads } from './testing.js';

const pads = new Pads();

beforeAll(() => pads.start(), 60_000);
afterAll(() => pads.stop());

describe('The API document', () => {
  it('describes every route once, by an id of the matrix', async () => {
    const { body } = await pads.send('GET', 'openapi.json', { token: null });
    const operations = Object.values(body.paths).flatMap((path) =>
      Object.values(path as Record<string, { operationId: string }>),
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((each) => !(each in matrix))).toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(['draftAgreement', 'getAgreement', 'getLiveness', 'getOpenApi']));
  });

  it('refers to nothing that is not in it', async () => {
    const { body } = await pads.send('GET', 'openapi.json');
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path as string);
    expect(references.length).toBeGreaterThan(20);
    for (const reference of references) {
      const target = reference
        .split('/')
        .reduce<unknown>((part, key) => (part as Record<string, unknown>)?.[key], body);
      expect([reference, typeof target]).toEqual([reference, 'object']);
    }
  });

  it('says what is sent and what comes back', async () => {
    const { body } = await pads.send('GET', 'openapi.json');
    const { post, get } = body.paths['/pads'];
    expect(post.requestBody).toMatchObject({
      required: true,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' }, example: { text: '第一条' } } },
    });
    expect(post.responses['201']).toMatchObject({
      headers: { ETag: {}, Location: {} },
      content: { 'application/json': { schema: { $ref: '#/components/schemas/CommandAnswer' } } },
    });
    expect(Object.keys(post.responses).join(' ')).toBe('201 400 401 403 409 412 413 415 422 429 431 503');
    expect(post['x-roles']).toEqual(matrix.draftAgreement);
    expect(get.parameters).toContainEqual({
      name: 'status',
      in: 'query',
      required: false,
      description: '状态',
      schema: { type: 'string', enum: ['OPEN', 'DONE'] },
    });
    expect(body.paths['/pads/{id}'].get.parameters).toMatchObject([{ name: 'id', in: 'path', required: true }]);
    expect(body.components.schemas.Note).toMatchObject({
      type: 'object',
      required: ['text'],
      additionalProperties: false,
    });
  });

  it('is shown to people from files of this service only', async () => {
    const page = await pads.app.inject({ url: '/docs' });
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    for (const [, file] of page.body.matchAll(/(?:src|href)="\.?\/?([^"]+)"/g)) {
      expect([file, (await pads.app.inject({ url: `/${(file as string).replace(/^\.\//, '')}` })).statusCode]).toEqual([
        file,
        200,
      ]);
    }
  });
});

describe('The start', () => {
  @Controller('open')
  class Unruled {
    @Get()
    all(): string {
      return 'everything';
    }

    @Post()
    @Operation('signAgreement', { summary: '未解析' })
    unread(@Body() body: unknown): unknown {
      return body;
    }
  }

  it('fails with one message for routes without a rule, a schema or a name of their own', async () => {
    await expect(pads.another([Unruled, PadController])).rejects.toThrow(
      /Unruled\.all: .*\n.*Unruled\.unread: body.*\n.*PadController\.add: signAgreement/,
    );
  });
});
