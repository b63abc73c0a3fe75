declare module 'pg-cursor' {
  import type { Submittable } from 'pg';

  /** The part of the package that is used here; it brings no types. */
  export default class Cursor<Row = unknown> implements Submittable {
    constructor(text: string, values?: readonly unknown[]);
    submit: Submittable['submit'];
    read(rows: number): Promise<Row[]>;
    close(): Promise<void>;
  }
}
