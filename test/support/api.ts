import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Answer, Client } from './client.js';

export type Schema = Readonly<{
  $ref?: string;
  type?: string;
  enum?: readonly unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  anyOf?: readonly Schema[];
}>;

type Content = Readonly<Record<string, Readonly<{ schema: Schema; example?: unknown }>>>;
type Response = Readonly<{ $ref?: string; content?: Content }>;
export type Parameter = Readonly<{ name: string; in: string; required: boolean; schema: Schema; $ref?: string }>;

/** One operation as the document describes it. */
export type Described = Readonly<{
  id: string;
  method: string;
  path: string;
  parameters: readonly Parameter[];
  body?: Schema;
  /** Takes Idempotency-Key and If-Match. */
  isRecorded: boolean;
  responses: Readonly<Record<string, Response>>;
}>;

/** As much of an answer as the document speaks of. */
export type Received = Pick<Answer, 'status' | 'body' | 'headers'>;

/** Values that a name stands for wherever it occurs in a request; nested keys first, as `parties.unitId`. */
export type Values = Readonly<Record<string, unknown>>;

const FORMATS = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
};

const SAMPLES: Readonly<Record<string, string>> = {
  uuid: '7f1c0b52-6a55-4c1e-9d1a-2b8f3c1d4e5f',
  date: '2026-03-16',
  'date-time': '2026-03-16T02:00:00.000Z',
};

/** The service as its OpenAPI document describes it: everything that a generated client would know, and nothing else. */
export class Api {
  readonly operations: readonly Described[];
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly ajv = new Ajv2020({ strict: false, formats: FORMATS });

  constructor(readonly document: any) {
    this.ajv.addSchema({ $id: 'api', components: document.components });
    this.operations = Object.entries<Record<string, any>>(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        id: operation.operationId as string,
        method: method.toUpperCase(),
        path,
        parameters: (operation.parameters as Parameter[]).filter(({ $ref }) => !$ref),
        body: operation.requestBody?.content['application/json']?.schema,
        isRecorded: (operation.parameters as Parameter[]).some(({ $ref }) => $ref?.endsWith('/IdempotencyKey')),
        responses: operation.responses,
      })),
    );
  }

  static async of(address: string): Promise<Api> {
    return new Api(await (await fetch(`${address}/api/v1/openapi.json`)).json());
  }

  has(id: string): boolean {
    return this.operations.some((operation) => operation.id === id);
  }

  operation(id: string): Described {
    const found = this.operations.find((operation) => operation.id === id);
    if (!found) throw new Error(`${id} is not in the document`);
    return found;
  }

  /** Who may send it by its description; nobody in particular where it is public. */
  rolesOf({ path, method }: Described): readonly string[] {
    return this.document.paths[path][method.toLowerCase()]['x-roles'] ?? [];
  }

  /** A request of the operation with the values filled in, and everything required made up by its schema. */
  request(operation: Described, values: Values): Readonly<{ path: string; body?: unknown }> {
    const query = new URLSearchParams();
    let path = operation.path;
    for (const { name, in: place, required, schema } of operation.parameters) {
      const value = () => String(name in values ? values[name] : this.sample(schema, name, values));
      if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(value()));
      else if (required) query.set(name, value());
    }
    const address = query.size > 0 ? `${path}?${query}` : path;
    return operation.body
      ? { path: address, body: this.sample(operation.body, operation.id, values) }
      : { path: address };
  }

  /** Sends an operation by its name, as a generated client does. */
  call(who: Client, id: string, values: Values, body?: unknown): Promise<Answer> {
    const operation = this.operation(id);
    const made = this.request(operation, values);
    return who.request(operation.method, made.path, operation.method === 'GET' ? undefined : (body ?? made.body ?? {}));
  }

  /** Something that fits the schema: the value known by its name, else the least that the schema asks for. */
  sample(schema: Schema, name: string, values: Values, path: string = name): unknown {
    const known = path in values ? path : name;
    if (known in values) return values[known];
    if (schema.$ref) return this.sample(this.resolve(schema.$ref), name, values, path);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return schema.enum[0];
    if (schema.anyOf) return this.sample(schema.anyOf[0] as Schema, name, values, path);
    switch (schema.type) {
      case 'object':
        return Object.fromEntries(
          Object.entries(schema.properties ?? {})
            .filter(([key]) => schema.required?.includes(key) || `${name}.${key}` in values)
            .map(([key, property]) => [key, this.sample(property, key, values, `${name}.${key}`)]),
        );
      case 'array':
        return Array.from({ length: schema.minItems ?? 0 }, () => this.sample(schema.items ?? {}, name, values));
      case 'integer':
      case 'number':
        return schema.minimum ?? 1;
      case 'boolean':
        return false;
      case 'null':
        return null;
      default:
        if (schema.format && schema.format in SAMPLES) return SAMPLES[schema.format];
        return '示例文字'.repeat(1 + Math.ceil((schema.minLength ?? 1) / 4)).slice(0, schema.maxLength);
    }
  }

  /** What is wrong with an answer by the document; empty when nothing is. */
  faultsOf({ responses, path }: Described, { status, body, headers }: Received): string[] {
    const response = responses[status];
    if (!response) return [`status ${status} is not documented`];
    const content = (
      response.$ref ? this.document.components.responses[response.$ref.split('/').at(-1) as string] : response
    ).content as Content | undefined;
    if (!content) return body === '' ? [] : ['a body where none is documented'];
    const type = headers.get('content-type')?.split(';')[0] as string;
    const described = content[type];
    if (!described) return [`${type} is not documented`];
    if (!type.includes('json')) return [];
    const validate = this.validator(`${path} ${status} ${JSON.stringify(described.schema)}`, described.schema);
    return validate(body) ? [] : (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
  }

  validates(schema: Schema, value: unknown): boolean {
    return this.validator(JSON.stringify(schema), schema)(value);
  }

  resolve($ref: string): Schema {
    return $ref
      .slice(2)
      .split('/')
      .reduce((part, key) => part[key], this.document);
  }

  private validator(key: string, schema: Schema): ValidateFunction {
    const known = this.validators.get(key);
    if (known) return known;
    const references = JSON.stringify(schema).replaceAll('"#/', '"api#/');
    const made = this.ajv.compile(JSON.parse(references));
    this.validators.set(key, made);
    return made;
  }
}
