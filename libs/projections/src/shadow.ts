import type { ClientBase } from 'pg';
import { BOOKKEEPING_TABLES, type Checkpoint, writeCheckpoint } from './bookkeeping.js';
import { inTransaction } from './connection.js';
import { quoted, type ViewTable } from './view-table.js';

const CONSTRAINTS = `
  SELECT class.relname AS table, pg_constraint.conname AS name, pg_get_constraintdef(pg_constraint.oid) AS definition
    FROM pg_constraint JOIN pg_class AS class ON class.oid = conrelid
   WHERE connamespace = $1::regnamespace AND contype IN ('p', 'u')`;

const INDEXES = `
  SELECT tablename AS table, indexname AS name, indexdef AS definition
    FROM pg_indexes
   WHERE schemaname = $1
     AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE connamespace = $2::regnamespace)`;

// What a swap would lose (it lives in the schema) or leave behind (it looks at the tables from outside).
const STRANGERS = `
  SELECT oid::regclass AS name FROM pg_class
   WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND relname <> ALL ($2)
  UNION
  SELECT ev_class::regclass
    FROM pg_depend JOIN pg_rewrite ON pg_rewrite.oid = objid JOIN pg_class ON pg_class.oid = refobjid
   WHERE classid = 'pg_rewrite'::regclass AND refclassid = 'pg_class'::regclass AND relnamespace = $1::regnamespace
  UNION
  SELECT conrelid::regclass FROM pg_constraint JOIN pg_class ON pg_class.oid = confrelid
   WHERE contype = 'f' AND relnamespace = $1::regnamespace`;

type Part = Readonly<{ table: string; name: string; definition: string }>;

/**
 * A second set of the same tables, empty, under the same names in another schema, beside the live one. Indexes that only
 * queries need come last, by `index`.
 */
export class Shadow {
  readonly schema: string;
  readonly tables: readonly ViewTable[];
  readonly #names: readonly string[];

  private constructor(
    private readonly client: ClientBase,
    private readonly live: string,
    liveTables: readonly ViewTable[],
  ) {
    this.schema = `${live}_next`;
    this.tables = liveTables.map((table) => table.in(this.schema));
    this.#names = [...liveTables.map(({ name }) => name), ...BOOKKEEPING_TABLES];
  }

  /** Removes what an earlier attempt may have left, and starts anew. */
  static async create(client: ClientBase, live: string, liveTables: readonly ViewTable[]): Promise<Shadow> {
    const shadow = new Shadow(client, live, liveTables);
    await shadow.drop();
    await shadow.#dropSchema(`${live}_old`);
    await inTransaction(client, () => shadow.#copyTables());
    return shadow;
  }

  /** Builds the remaining indexes, one transaction each: a long one would hold back every follower of the feed. */
  async index(): Promise<void> {
    const { rows } = await this.client.query<Part>(INDEXES, [this.live, quoted(this.live)]);
    for (const { table, name, definition } of rows) {
      const unique = definition.startsWith('CREATE UNIQUE') ? 'UNIQUE' : '';
      const method = definition.slice(definition.indexOf(' USING '));
      await this.#unhurried(`CREATE ${unique} INDEX ${quoted(name)} ON ${this.#path(table)}${method}`);
    }
    for (const table of this.#names) await this.#analyze(table);
  }

  /** Notes how far the shadow has come, as the live schema would. */
  async checkpoint(checkpoint: Checkpoint): Promise<void> {
    await writeCheckpoint(this.client, this.schema, checkpoint);
  }

  /** Puts the shadow in the live schema's place, within the caller's transaction. */
  async takeOver(client: ClientBase): Promise<void> {
    await client.query(`ALTER SCHEMA ${quoted(this.live)} RENAME TO ${quoted(`${this.live}_old`)}`);
    await client.query(`ALTER SCHEMA ${quoted(this.schema)} RENAME TO ${quoted(this.live)}`);
  }

  /** Removes what the shadow took over from, once its last reader is done. */
  async dropReplaced(): Promise<void> {
    await this.#dropSchema(`${this.live}_old`);
  }

  async drop(): Promise<void> {
    await this.#dropSchema(this.schema);
  }

  async #copyTables(): Promise<void> {
    const live = quoted(this.live);
    const strangers = await this.client.query<{ name: string }>(STRANGERS, [live, this.#names]);
    if (strangers.rows.length > 0) {
      const names = strangers.rows.map(({ name }) => name).join(', ');
      throw new Error(`${this.live} cannot be swapped, as these would not follow: ${names}`);
    }
    await this.client.query(`CREATE SCHEMA ${quoted(this.schema)}`);
    for (const table of this.#names) {
      await this.client.query(
        `CREATE TABLE ${this.#path(table)} (LIKE ${live}.${quoted(table)} INCLUDING ALL EXCLUDING INDEXES)`,
      );
    }
    // Recreated by name: LIKE would make up names of its own, and the next migration would not find them.
    const constraints = await this.client.query<Part>(CONSTRAINTS, [live]);
    for (const { table, name, definition } of constraints.rows) {
      await this.client.query(`ALTER TABLE ${this.#path(table)} ADD CONSTRAINT ${quoted(name)} ${definition}`);
    }
    await this.client.query(`INSERT INTO ${this.#path('checkpoint')} DEFAULT VALUES`);
  }

  /** Table by table and never CASCADE: whatever depends on one from outside shall not vanish with it. */
  async #dropSchema(schema: string): Promise<void> {
    const tables = await this.client.query<{ tablename: string }>(
      'SELECT tablename FROM pg_tables WHERE schemaname = $1',
      [schema],
    );
    const paths = tables.rows.map(({ tablename }) => `${quoted(schema)}.${quoted(tablename)}`);
    if (paths.length > 0) await this.#unhurried(`DROP TABLE ${paths.join(', ')}`);
    await this.client.query(`DROP SCHEMA IF EXISTS ${quoted(schema)}`);
  }

  /** Samples 9,000 rows instead of 30,000, which on wide rows takes a fifth of the time. */
  async #analyze(table: string): Promise<void> {
    await inTransaction(this.client, async () => {
      await this.client.query('SET LOCAL statement_timeout = 0; SET LOCAL default_statistics_target = 30');
      await this.client.query(`ANALYZE ${this.#path(table)}`);
    });
  }

  async #unhurried(statement: string): Promise<void> {
    await inTransaction(this.client, async () => {
      await this.client.query('SET LOCAL statement_timeout = 0');
      await this.client.query(statement);
    });
  }

  #path(table: string): string {
    return `${quoted(this.schema)}.${quoted(table)}`;
  }
}
