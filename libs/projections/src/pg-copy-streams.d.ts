declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream';
  import type { Submittable } from 'pg';

  /** The part of the package that is used here; it brings no types. */
  export function from(statement: string): Writable & Submittable;
}
