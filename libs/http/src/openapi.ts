import { matrix } from '@lianjian/permissions/matrix';
import { z } from 'zod';
import { commandAnswer } from './command-answer.js';
import { problem } from './problem.js';
import type { Argument, Route } from './routes.js';
import { Schemas } from './schemas.js';

type Json = Readonly<Record<string, unknown>>;

export type OpenApiDocument = Readonly<{
  openapi: '3.1.0';
  info: Json;
  servers: readonly Json[];
  paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  components: Json;
}>;

const REFUSALS: Readonly<Record<number, string>> = {
  400: '请求内容有误',
  401: '未登录或登录已失效',
  403: '没有权限',
  404: '对象不存在，或不在职责范围内',
  409: '与当前状态冲突',
  412: 'If-Match 与当前版本不符',
  413: '请求内容过大',
  414: '请求地址过长',
  415: '请求内容不是 JSON',
  422: '不符合业务规则',
  429: '请求过于频繁',
  431: '请求头过大',
  503: '服务暂时不可用',
};

const READS = ['get', 'head'];

/** The OpenAPI 3.1 document of the mounted routes; nothing in it is written by hand twice. */
export function openApiDocument(
  routes: readonly Route[],
  { basePath, version }: Readonly<{ basePath: string; version: string }>,
): OpenApiDocument {
  const schemas = new Schemas();
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    paths[route.path] ??= {};
    (paths[route.path] as Record<string, Json>)[route.method] = operationObject(route, schemas);
  }
  const problemSchema = schemas.of(problem, 'output');
  return {
    openapi: '3.1.0',
    info: { title: '联建 API', version, description: '区域化党建共建协调服务。时间为 UTC，业务日期为北京时间。' },
    servers: [{ url: basePath }],
    paths,
    components: {
      schemas: schemas.components,
      responses: Object.fromEntries(
        Object.entries(REFUSALS).map(([status, description]) => [
          `Problem${status}`,
          {
            description,
            headers: ['429', '503'].includes(status) ? { 'Retry-After': header('秒', { type: 'integer' }) } : {},
            content: { 'application/problem+json': { schema: problemSchema } },
          },
        ]),
      ),
      parameters: HEADER_PARAMETERS,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

const headerParameter = (name: string, description: string, schema: Json) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
});
const header = (description: string, schema: Json) => ({ description, schema });

const HEADER_PARAMETERS = {
  IdempotencyKey: headerParameter('Idempotency-Key', '同一请求的重试使用同一个键，只生效一次', {
    type: 'string',
    format: 'uuid',
  }),
  IfMatch: headerParameter('If-Match', '读取时得到的 ETag；内容已被他人修改时返回 412', {
    type: 'string',
    pattern: '^"(0|[1-9]\\d*)"$',
  }),
  Source: headerParameter('X-Source', '录入方式，默认 API', {
    type: 'string',
    enum: ['UI', 'API', 'IMPORT', 'BACKFILL'],
  }),
};

function operationObject({ operation, method, path, arguments: args }: Route, schemas: Schemas): Json {
  const isRead = READS.includes(method);
  const isRecorded = !isRead && operation.idempotent !== false;
  const isPublic = matrix[operation.id] === 'PUBLIC';
  const body = args.find(({ from }) => from === 'body');
  const recorded = isRecorded
    ? Object.keys(HEADER_PARAMETERS).map((name) => ({ $ref: `#/components/parameters/${name}` }))
    : [];
  const parameters = args.flatMap((argument) => parametersOf(argument, schemas));
  const refusals = [
    400,
    ...(isPublic && isRead ? [] : [401, 403]),
    ...(path.includes('{') ? [404, 414] : parameters.some(asksForOne) ? [404] : []),
    ...(isRead ? [] : [409, 413, 415, 422]),
    ...(isRecorded ? [412] : []),
    429,
    431,
    503,
  ];
  return {
    operationId: operation.id,
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    tags: [operation.tag ?? path.split('/')[1]],
    ...(isPublic ? { security: [] } : { security: [{ bearer: [] }], 'x-roles': matrix[operation.id] }),
    parameters: [...parameters, ...recorded],
    ...(body ? { requestBody: requestBodyOf(body, operation.examples?.request, schemas) } : {}),
    responses: {
      [operation.status]: successOf({ operation, isRead, schemas }),
      ...Object.fromEntries(refusals.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }])),
    },
  };
}

/** A query that cannot be asked without naming an object, which may not be there. */
const asksForOne = ({ in: place, name, required }: Json) =>
  place === 'query' && required && String(name).endsWith('Id');

function requestBodyOf({ schema }: Argument, example: unknown, schemas: Schemas): Json {
  return {
    required: !schema.safeParse({}).success,
    content: {
      'application/json': { schema: schemas.of(schema, 'input'), ...(example === undefined ? {} : { example }) },
    },
  };
}

function successOf({
  operation,
  isRead,
  schemas,
}: Pick<Route, 'operation'> & { isRead: boolean; schemas: Schemas }): Json {
  const { status, response = isRead ? undefined : commandAnswer, produces = [], examples } = operation;
  if (status === 204) return { description: '成功' };
  const schema = response && schemas.of(response, 'output');
  const example = examples?.response === undefined ? {} : { example: examples.response };
  return {
    description: '成功',
    headers: {
      ...(hasVersion(response) ? { ETag: header('当前版本', { type: 'string' }) } : {}),
      ...(status === 201 ? { Location: header('新对象的地址', { type: 'string' }) } : {}),
    },
    content: {
      ...(schema ? { 'application/json': { schema, ...example } } : {}),
      ...Object.fromEntries(produces.map((type) => [type, { schema: { type: 'string' } }])),
    },
  };
}

const hasVersion = (schema: z.ZodType | undefined) => schema instanceof z.ZodObject && 'version' in schema.shape;

type ObjectSchema = Readonly<{ properties?: Readonly<Record<string, Json>>; required?: readonly string[] }>;

function parametersOf({ from, name, schema }: Argument, schemas: Schemas): Json[] {
  if (from === 'body') return [];
  const parameter = (key: string, required: boolean, { description, ...rest }: Json) => ({
    name: key,
    in: from,
    required,
    ...(description === undefined ? {} : { description }),
    schema: rest,
  });
  const json = schemas.of(schema, 'input');
  if (name !== undefined) return [parameter(name, from === 'path' || !schema.safeParse(undefined).success, json)];
  const { properties = {}, required = [] } = json as ObjectSchema;
  return Object.entries(properties).map(([key, value]) =>
    parameter(key, from === 'path' || required.includes(key), value),
  );
}
