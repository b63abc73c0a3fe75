import { z } from 'zod';

type Json = Readonly<Record<string, unknown>>;
type Direction = 'input' | 'output';

const REFERENCE = /"#\/\$defs\/([^"]+)"/g;

/**
 * JSON Schemas of an OpenAPI document. A zod schema with an id (`.meta({ id })`) is written once, under
 * `components/schemas`; where reading and answering give it two shapes, the second found gets a name of its own.
 */
export class Schemas {
  readonly components: Record<string, Json> = {};
  private readonly shapes = new Map<string, string>();

  /** The schema of what a client sends (`input`) or receives (`output`). */
  of(schema: z.ZodType, direction: Direction): Json {
    const {
      $schema: _,
      $defs,
      ...root
    } = z.toJSONSchema(schema, {
      io: direction,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => tidy(zodSchema, jsonSchema, direction),
    }) as Json & { $defs?: Record<string, Json> };
    const definitions = $defs ?? {};
    const names = new Map(Object.keys(definitions).map((id) => [id, this.nameOf(id, direction, definitions)]));
    const renamed = (json: Json) =>
      JSON.parse(
        JSON.stringify(json).replace(REFERENCE, (_match, id: string) => `"#/components/schemas/${names.get(id)}"`),
      ) as Json;
    for (const [id, definition] of Object.entries(definitions)) {
      const { id: _id, ...body } = renamed(definition);
      this.components[names.get(id) as string] = body;
    }
    return renamed(root);
  }

  private nameOf(id: string, direction: Direction, definitions: Readonly<Record<string, Json>>): string {
    const shape = shapeOf(id, definitions);
    const candidates = id.startsWith('__')
      ? [`${id}${this.shapes.size}`]
      : [id, `${id}${direction === 'input' ? 'Input' : 'Output'}`];
    for (const name of candidates) {
      const taken = this.shapes.get(name);
      if (taken === undefined || taken === shape) {
        this.shapes.set(name, shape);
        return name;
      }
    }
    throw new Error(`Two schemas have the id ${id}`);
  }
}

/** A definition together with all that it refers to, as text: equal texts mean equal schemas. */
function shapeOf(id: string, definitions: Readonly<Record<string, Json>>): string {
  const reached = new Set<string>();
  const visit = (name: string) => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const [, referred] of JSON.stringify(definitions[name]).matchAll(REFERENCE)) visit(referred as string);
  };
  visit(id);
  return JSON.stringify([...reached].sort().map((name) => [name, definitions[name]]));
}

/** Leaves out what says nothing to a client, and lets answers grow fields without breaking one. */
function tidy(schema: z.core.$ZodType, json: z.core.JSONSchema.BaseSchema, direction: Direction): void {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  if (direction === 'output' && def.type === 'object' && !def.catchall) delete json.additionalProperties;
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
  if (json.format !== undefined) delete json.pattern;
}
