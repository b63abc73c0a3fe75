import type { operations } from './schema';

/** What an operation of the API takes: `BodyOf<'registerUnit'>`. */
export type BodyOf<Name extends keyof operations> = operations[Name] extends {
  requestBody?: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;
