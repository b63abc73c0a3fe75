import type { Upcasters } from '@lianjian/event-sourcing/decider';
import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import type { ClientBase } from 'pg';
import { readVersions, writeVersions } from './bookkeeping.js';
import { ProjectionError } from './errors.js';
import { advance, categoryOf, keysOf, viewEvent } from './fold.js';
import { OpenRows, type RowWrites } from './open-rows.js';
import { type StreamVersion, StreamVersions } from './stream-versions.js';
import { categoriesOf, type ViewEvent } from './view.js';
import type { ViewTable } from './view-table.js';

/** A row that an event changed. */
export type Touched = Readonly<{ table: string; key: string; stream: string }>;

/** A table's part of the batch in hand. */
class Fold {
  readonly rows = new OpenRows();
  steps: { event: ViewEvent; keys: readonly string[] }[] = [];
  /** Keys of rows that may be in the table. */
  wanted: string[] = [];

  constructor(readonly table: ViewTable) {}

  run(batch: number, onTouch?: (touched: Touched) => void): void {
    const { table, rows } = this;
    for (const { event, keys } of this.steps) {
      for (const key of keys) {
        const next = blaming(event, () => advance(table.view, rows.get(key), event, key));
        if (!next) continue;
        rows.replace(table.complete(next), batch);
        onTouch?.({ table: table.name, key, stream: event.stream });
      }
    }
    this.steps = [];
    this.wanted = [];
  }
}

export type Writes = Readonly<{
  rows: readonly Readonly<{ table: ViewTable; writes: RowWrites }>[];
  versions: readonly StreamVersion[];
}>;

/**
 * Folds batches of events into the view tables of one schema: each event once and in stream order, however often and in
 * whatever order between streams it is delivered.
 *
 * `apply` reads and folds, `drain` hands over what is to be written. A projector belongs to one transaction, unless
 * nobody else writes to the schema: then it may live on and hold up to `keep` rows a table and as many streams, not
 * written until they are closed or forgotten.
 */
export class Projector {
  readonly #versions = new StreamVersions();
  readonly #folds: readonly Fold[];
  readonly #byCategory = new Map<string, Fold[]>();
  #batch = 0;

  constructor(
    tables: readonly ViewTable[],
    private readonly schema: string,
    private readonly keep = 0,
  ) {
    this.#folds = tables.map((table) => new Fold(table));
    for (const fold of this.#folds) {
      for (const category of categoriesOf(fold.table.view)) {
        this.#byCategory.set(category, [...(this.#byCategory.get(category) ?? []), fold]);
      }
    }
  }

  /**
   * Resolves to the events that had not been applied before. Asks for a connection only where something has
   * to be read; it must see all that was drained earlier. Calls `onTouch` for every row that changes.
   */
  async apply(
    delivered: readonly RecordedEvent[],
    connection: () => Promise<ClientBase>,
    onTouch?: (touched: Touched) => void,
  ): Promise<readonly RecordedEvent[]> {
    this.#batch += 1;
    const events = delivered.filter(({ stream }) => this.#byCategory.has(categoryOf(stream)));
    await this.#readVersions(events, connection);
    const admitted = events.filter((event) => this.#versions.admit(event, this.#batch));
    for (const event of admitted) this.#plan(event);
    for (const fold of this.#folds) {
      const missing = fold.rows.missing(fold.wanted);
      if (missing.length > 0) fold.rows.hold(await fold.table.readOpen(await connection(), missing), this.#batch);
      fold.run(this.#batch, onTouch);
    }
    return admitted;
  }

  /** The most rows, or streams, that `drain` could forget. */
  get held(): number {
    return Math.max(this.#versions.size, ...this.#folds.map(({ rows }) => rows.size));
  }

  /** What must be written by now, but for what the projector may hold. */
  drain(keep = this.keep): Writes {
    return {
      rows: this.#folds.map(({ table, rows }) => ({ table, writes: rows.drain(keep) })),
      versions: this.#versions.drain(keep),
    };
  }

  async write(client: ClientBase, { rows, versions }: Writes): Promise<void> {
    for (const { table, writes } of rows) await table.write(client, writes);
    await writeVersions(client, this.schema, versions);
  }

  async #readVersions(events: readonly RecordedEvent[], connection: () => Promise<ClientBase>): Promise<void> {
    // Who has the schema alone knows a stream by its first event. Were it not the first, the tables' keys would refuse it.
    const unknown = this.keep > 0 ? events.filter(({ version }) => version > 1) : events;
    const missing = this.#versions.missing(unknown.map(({ stream }) => stream));
    if (missing.length > 0) this.#versions.hold(missing, await readVersions(await connection(), this.schema, missing));
  }

  /** Notes which rows the event touches, and which of them may have to be read first. */
  #plan(recorded: RecordedEvent): void {
    const begun = this.#versions.begun(recorded.stream);
    let event: ViewEvent | undefined;
    let upcasters: Upcasters | undefined;
    for (const { table, rows, steps, wanted } of this.#byCategory.get(categoryOf(recorded.stream)) ?? []) {
      const { view } = table;
      if (!event || view.upcasters !== upcasters) {
        upcasters = view.upcasters;
        event = blaming(recorded, () => viewEvent(recorded, view.upcasters));
      }
      const seen = event;
      const keys = blaming(recorded, () => keysOf(view, seen));
      steps.push({ event, keys });
      if (rows.mayHaveForgotten(begun)) wanted.push(...keys);
    }
  }
}

function blaming<T>(event: Pick<RecordedEvent, 'id' | 'stream' | 'version'>, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new ProjectionError(event, error instanceof Error ? error.message : String(error), { cause: error });
  }
}
