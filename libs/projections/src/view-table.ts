import type { ClientBase } from 'pg';
import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { copy, copyField, copyJson, copyLine } from './copy.js';
import { LostRowError } from './errors.js';
import type { Columns, OpenRow } from './fold.js';
import type { RowWrites } from './open-rows.js';
import { instant, VersionedRow } from './versioned-row.js';
import type { View } from './view.js';

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const UTC = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const asInstant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', ${UTC})`;
const asIs = (column: string) => column;
const asText = (column: string) => `${column}::text`;

// How a stored value is read back into the very value that a projector gave. A type that is not here has no such way.
const READ: Readonly<Record<string, (column: string) => string>> = {
  text: asIs,
  'character varying': asIs,
  uuid: asIs,
  boolean: asIs,
  smallint: asIs,
  integer: asIs,
  'double precision': asIs,
  jsonb: asIs,
  date: asText,
  numeric: asText,
  bigint: asText,
  'timestamp with time zone': asInstant,
};
const READ_ARRAY_OF = ['text', 'character varying', 'uuid', 'boolean', 'smallint', 'integer', 'date'];

const BOOKKEEPING = ['key', 'version', 'recordedAt', 'supersededAt', 'eventIds'] satisfies (keyof VersionedRow)[];

type OwnColumn = Readonly<{ propertyName: string; databaseName: string; isJson: boolean }>;

/** The table behind one view in one schema: reads and writes whole batches, one statement each. */
export class ViewTable {
  readonly path: string;
  readonly #own: readonly OwnColumn[];
  readonly #metadata: EntityMetadata;
  readonly #selectOpen: string;
  readonly #copyRows: string;

  constructor(
    readonly view: View,
    private readonly dataSource: DataSource,
    readonly schema: string,
  ) {
    this.#metadata = dataSource.getMetadata(view.entity);
    if (!(view.entity.prototype instanceof VersionedRow)) throw new TypeError(`${this.name} is no VersionedRow`);
    if (this.#metadata.foreignKeys.length > 0) {
      throw new TypeError(
        `${this.name} has a foreign key: streams arrive in any order, so rows may not depend on rows`,
      );
    }
    const own = this.#metadata.columns.filter(({ propertyName }) => !(BOOKKEEPING as string[]).includes(propertyName));
    this.path = `${quoted(schema)}.${quoted(this.name)}`;
    this.#selectOpen = this.#selectOpenSql(own);
    this.#own = own.map((column) => ({
      propertyName: column.propertyName,
      databaseName: column.databaseName,
      isJson: dataSource.driver.normalizeType(column) === 'jsonb',
    }));
    this.#copyRows = this.#copyRowsSql();
  }

  get name(): string {
    return this.#metadata.tableName;
  }

  get revision(): number {
    return this.view.revision ?? 1;
  }

  /** The same table in another schema. */
  in(schema: string): ViewTable {
    return new ViewTable(this.view, this.dataSource, schema);
  }

  /** The row as it will be read back: every column, and nothing but columns. */
  complete(row: OpenRow): OpenRow {
    const own: Record<string, unknown> = {};
    for (const { propertyName } of this.#own) own[propertyName] = row.own[propertyName] ?? null;
    return { ...row, own };
  }

  async readOpen(client: ClientBase, keys: readonly string[]): Promise<OpenRow[]> {
    if (keys.length === 0) return [];
    const { rows } = await client.query<Omit<OpenRow, 'own'> & Columns>(this.#selectOpen, [keys]);
    return rows.map(({ key, version, recordedAt, eventIds, ...own }) => ({ key, version, recordedAt, eventIds, own }));
  }

  async write(client: ClientBase, { close, insert }: RowWrites): Promise<void> {
    // Closing comes first: the table allows one open version of a row.
    if (close.length > 0) {
      const { rowCount } = await client.query(
        `UPDATE ${this.path} AS row SET superseded_at = ended.at
           FROM json_to_recordset($1::json) AS ended(key text, version int, at timestamptz)
          WHERE row.key = ended.key AND row.version = ended.version AND row.superseded_at IS NULL`,
        [JSON.stringify(close)],
      );
      if (rowCount !== close.length) throw new LostRowError(this.path, rowCount ?? 0, close.length);
    }
    if (insert.length > 0) {
      const lines = insert.map(({ row, supersededAt }) => this.#copyLine(row, supersededAt));
      await copy(client, this.#copyRows, lines);
    }
  }

  #copyLine({ key, version, recordedAt, eventIds, own }: OpenRow, supersededAt: string | null): string {
    const fields = [key, version, recordedAt, supersededAt, eventIds].map(copyField);
    for (const { isJson, propertyName } of this.#own) {
      fields.push(isJson ? copyJson(own[propertyName]) : copyField(own[propertyName]));
    }
    return copyLine(fields);
  }

  #copyRowsSql(): string {
    const own = this.#own.map(({ databaseName }) => quoted(databaseName));
    const columns = ['key', 'version', 'recorded_at', 'superseded_at', 'event_ids', ...own];
    return `COPY ${this.path} (${columns.join(', ')}) FROM STDIN`;
  }

  #selectOpenSql(columns: readonly ColumnMetadata[]): string {
    const own = columns.map((column) => `${this.#read(column)} AS ${quoted(column.propertyName)}`);
    return `SELECT key, version, ${asInstant('recorded_at')} AS "recordedAt", to_jsonb(event_ids) AS "eventIds"
              ${own.map((column) => `, ${column}`).join('')}
              FROM ${this.path} WHERE key = ANY($1) AND superseded_at IS NULL`;
  }

  #read(column: ColumnMetadata): string {
    const type = this.dataSource.driver.normalizeType(column);
    const read = column.isArray ? READ_ARRAY_OF.includes(type) && ((name: string) => `to_jsonb(${name})`) : READ[type];
    const place = `${this.name}.${column.propertyName}`;
    if (type === 'timestamp with time zone' && column.transformer !== instant) {
      throw new TypeError(`${place}: a timestamptz column needs the instant transformer`);
    }
    const odd = column.transformer !== undefined && column.transformer !== instant ? 'a transformed column' : type;
    if (!read || odd !== type) throw new TypeError(`${place}: ${odd} does not read back as it was written`);
    return read(quoted(column.databaseName));
  }
}
