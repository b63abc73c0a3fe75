import type { ClientBase } from 'pg';
import type { StreamVersion } from './stream-versions.js';
import { quoted, type ViewTable } from './view-table.js';

/** How far a schema has followed the feed, and by which revision of which view its rows were made. */
export type Checkpoint = Readonly<{ position: string | undefined; revisions: Readonly<Record<string, number>> }>;

export const BOOKKEEPING_TABLES = ['progress', 'checkpoint'] as const;

/** A migration's QueryRunner, or anything else that runs a statement. */
export type Queryable = Readonly<{ query(statement: string): Promise<unknown> }>;

/** For migrations: the schema, and the tables in which the runner keeps how far it came. */
export async function createBookkeeping(database: Queryable, schema = 'views'): Promise<void> {
  const name = quoted(schema);
  await database.query(`CREATE SCHEMA IF NOT EXISTS ${name}`);
  await database.query(
    `CREATE TABLE ${name}.progress (stream text COLLATE "C" PRIMARY KEY, version int NOT NULL CHECK (version > 0))`,
  );
  await database.query(
    `CREATE TABLE ${name}.checkpoint (
       id int PRIMARY KEY DEFAULT 1 CHECK (id = 1), position text, revisions jsonb NOT NULL DEFAULT '{}')`,
  );
  await database.query(`INSERT INTO ${name}.checkpoint DEFAULT VALUES`);
}

export async function dropBookkeeping(database: Queryable, schema = 'views'): Promise<void> {
  await database.query(`DROP TABLE ${quoted(schema)}.progress, ${quoted(schema)}.checkpoint`);
}

export async function readVersions(
  client: ClientBase,
  schema: string,
  streams: readonly string[],
): Promise<StreamVersion[]> {
  if (streams.length === 0) return [];
  const { rows } = await client.query<StreamVersion>(
    `SELECT stream, version FROM ${quoted(schema)}.progress WHERE stream = ANY($1)`,
    [streams],
  );
  return rows;
}

export async function writeVersions(
  client: ClientBase,
  schema: string,
  versions: readonly StreamVersion[],
): Promise<void> {
  if (versions.length === 0) return;
  await client.query(
    `INSERT INTO ${quoted(schema)}.progress
     SELECT stream, version FROM json_to_recordset($1::json) AS applied(stream text, version int)
     ON CONFLICT (stream) DO UPDATE SET version = excluded.version`,
    [JSON.stringify(versions)],
  );
}

export async function readCheckpoint(client: Pick<ClientBase, 'query'>, schema: string): Promise<Checkpoint> {
  const { rows } = await client.query<{ position: string | null; revisions: Record<string, number> }>(
    `SELECT position, revisions FROM ${quoted(schema)}.checkpoint`,
  );
  const [row] = rows;
  if (!row) throw new Error(`${schema}.checkpoint has lost its row`);
  return { position: row.position ?? undefined, revisions: row.revisions };
}

export async function writeCheckpoint(client: ClientBase, schema: string, checkpoint: Checkpoint): Promise<void> {
  await client.query(`UPDATE ${quoted(schema)}.checkpoint SET position = $1, revisions = $2`, [
    checkpoint.position ?? null,
    checkpoint.revisions,
  ]);
}

export const revisionsOf = (tables: readonly ViewTable[]): Checkpoint['revisions'] =>
  Object.fromEntries(tables.map(({ name, revision }) => [name, revision]));
