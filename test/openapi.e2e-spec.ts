import { matrix } from '@lianjian/permissions/matrix';
import { Api, type Described } from './support/api.js';
import { type Client, Installation } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { type Service, startScriptedService } from './support/service.js';
import { buildWorld, START, type World } from './support/world.js';

const HAN = /\p{Script=Han}/u;
type Json = any;

/** Every value of the document with the path to it. */
function* parts(value: Json, path = ''): Generator<readonly [path: string, value: Json]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* parts(child, `${path}/${key}`);
}

describe('The API document', () => {
  let database: Database;
  let service: Service & { setClock(at: string): Promise<void> };
  let api: Api;
  let world: World;

  beforeAll(async () => {
    database = await freshDatabase('openapi');
    service = await startScriptedService({ databaseUrl: database.url, startAt: START });
    api = await Api.of(service.address);
    world = await buildWorld(await Installation.setUp(service), service, api);
  }, 120_000);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('is a document of OpenAPI 3.1 that refers to nothing but itself', () => {
    const { openapi, info, servers, paths, components } = api.document;
    expect(openapi).toBe('3.1.0');
    expect(info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    expect(servers).toEqual([{ url: '/api/v1' }]);
    expect(Object.keys(paths).every((path) => path.startsWith('/'))).toBe(true);
    expect(Object.keys(components).sort()).toEqual(['parameters', 'responses', 'schemas', 'securitySchemes']);
    const dangling = [...parts(api.document)]
      .filter(([path]) => path.endsWith('/$ref'))
      .filter(([, $ref]) => !$ref.startsWith('#/') || typeof api.resolve($ref) !== 'object')
      .map(([path]) => path);
    expect(dangling).toEqual([]);
  });

  it('has operations of well-formed parts only', () => {
    const faults = api.operations.flatMap(({ id, path, method, parameters, responses, body }) => {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = parameters.filter((parameter) => parameter.in === 'path');
      return [
        ...(named.sort().join() ===
        declared
          .map(({ name }) => name)
          .sort()
          .join()
          ? []
          : ['path parameters']),
        ...(declared.every(({ required }) => required) ? [] : ['an optional path parameter']),
        ...(new Set(parameters.map(({ name, in: place }) => `${place} ${name}`)).size === parameters.length
          ? []
          : ['a parameter twice']),
        ...(parameters.every(({ schema }) => typeof schema === 'object') ? [] : ['a parameter without a schema']),
        ...(method === 'GET' && body ? ['a body to read'] : []),
        ...(Object.keys(responses).every((status) => /^[1-5]\d\d$/.test(status)) ? [] : ['a status']),
        ...(Object.keys(responses).some((status) => status.startsWith('2')) ? [] : ['no success']),
        ...(Object.keys(responses).some((status) => status === '500') ? ['promises to fail'] : []),
      ].map((fault) => `${id}: ${fault}`);
    });
    expect(faults).toEqual([]);
  });

  it('has schemas that a validator takes', () => {
    for (const name of Object.keys(api.document.components.schemas)) {
      expect(() => api.validates({ $ref: `#/components/schemas/${name}` }, {})).not.toThrow();
    }
  });

  it('names every operation once, by a row of the permission matrix, and the roles of that row', () => {
    const ids = api.operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !(id in matrix))).toEqual([]);
    for (const { id, path, method } of api.operations) {
      const operation = api.document.paths[path][method.toLowerCase()];
      const row = matrix[id as keyof typeof matrix];
      expect([id, operation['x-roles'] ?? 'PUBLIC']).toEqual([id, row]);
      expect([id, operation.security]).toEqual([id, row === 'PUBLIC' ? [] : [{ bearer: [] }]]);
    }
  });

  it('says of a read that its object may not be there, also when the query names it', async () => {
    const report = api.operations.find(({ id }) => id === 'getActivityReport') as Described;
    const nowhere = { ...world.valuesOf(report.id), councilId: '6f8ddacc-833a-5bdf-b6a5-53fb88282075' };
    const answer = await api.call(whoMay(report).client, report.id, nowhere);
    expect([answer.status, ...api.faultsOf(report, answer)]).toEqual([404]);
  });

  it('says in Chinese what each operation is for and what each refusal means', () => {
    const silent = api.operations.filter(({ path, method }) => {
      const { summary, tags } = api.document.paths[path][method.toLowerCase()];
      return !HAN.test(summary) || tags.length === 0;
    });
    expect(silent.map(({ id }) => id)).toEqual([]);
    const descriptions = [...parts(api.document)].filter(([path]) => path.endsWith('/description'));
    expect(descriptions.filter(([, text]) => typeof text === 'string' && !HAN.test(text))).toEqual([]);
    expect(Object.entries<Json>(api.document.components.responses).length).toBeGreaterThan(8);
  });

  it('gives examples that are right by its own schemas', () => {
    const wrong = [...parts(api.document.paths)]
      .filter(([, value]) => value?.schema && value.example !== undefined)
      .filter(([, { schema, example }]) => !api.validates(schema, example))
      .map(([path]) => path);
    expect(wrong).toEqual([]);
  });

  it('is enough to make a right request of: a body made from it alone is read without complaint', async () => {
    const complaints = [];
    for (const operation of api.operations.filter(({ body, isRecorded }) => body && isRecorded)) {
      const { client } = whoMay(operation);
      const { path, body } = api.request(operation, world.valuesOf(operation.id));
      const answer = await client.request(operation.method, path, body, { ifMatch: '"999"' });
      if (answer.status === 400) complaints.push([operation.id, answer.body]);
    }
    expect(complaints).toEqual([]);
  });

  it('is true of every read: the answer fits the schema it promises', async () => {
    const faults = [];
    for (const operation of api.operations.filter(({ method }) => method === 'GET')) {
      const answer = await api.call(whoMay(operation).client, operation.id, world.valuesOf(operation.id));
      const found = api.faultsOf(operation, answer);
      if (answer.status !== 200 || found.length > 0) faults.push([operation.id, answer.status, found, answer.body]);
    }
    expect(faults).toEqual([]);
  });

  it('is shown to people from files of this service only', async () => {
    const page = await fetch(`${service.address}/docs`);
    const html = await page.text();
    expect(page.status).toBe(200);
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file as string);
    expect(files.length).toBeGreaterThan(3);
    const found = [];
    for (const file of files) {
      const { status, headers } = await fetch(new URL(file, `${service.address}/docs`));
      found.push([file, new URL(file, `${service.address}/docs`).origin, status]);
      expect(headers.get('content-type')).not.toContain('text/html');
    }
    expect(found).toEqual(files.map((file) => [file, service.address, 200]));
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toMatch(/https?:|\*/);
    const start = await (await fetch(`${service.address}/docs/swagger-ui-init.js`)).text();
    expect(start).not.toMatch(/"(?:url|validatorUrl)":\s*"https?:/);
    expect(start).toContain('signAgreement');
  });

  function whoMay(operation: Described): { client: Client } {
    const roles = api.rolesOf(operation);
    const own = Object.values(world.people).filter(({ isForeign }) => !isForeign);
    return own.find(({ role }) => roles.includes(role)) ?? (world.people.nobody as { client: Client });
  }
});
