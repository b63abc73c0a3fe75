import { setTimeout as sleep } from 'node:timers/promises';
import type { Batch, EventFeed } from '@lianjian/event-sourcing/event-feed';
import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import type { DataSource } from 'typeorm';
import { Arrivals } from './arrivals.js';
import { type Checkpoint, readCheckpoint, revisionsOf, writeCheckpoint } from './bookkeeping.js';
import { inTransaction, lockForApplying, withConnection } from './connection.js';
import { GapError, isPermanent, ProjectionError, RevisionError } from './errors.js';
import { Projector, type Touched } from './projector.js';
import { type Rebuilt, rebuild } from './rebuild.js';
import type { Pace } from './replay.js';
import { type Verified, verify } from './verify.js';
import { categoriesOf, type View } from './view.js';
import { ViewTable } from './view-table.js';

const LONGEST_DELAY_MS = 5_000;
const LOOK_EVERY_MS = 50;

export type ViewRunnerOptions = Readonly<{
  views: readonly View[];
  dataSource: DataSource;
  feed: EventFeed;
  /** Hears of every failed attempt, and of every listener that threw. */
  report: (error: unknown) => void;
  schema?: string;
  /** At most this many events in one transaction. */
  batchSize?: number;
  /** How often an event that cannot be applied is tried before the runner halts. */
  maxAttempts?: number;
  /** The pause after a first failure; it doubles with every further one. */
  retryDelayMs?: number;
}>;

/** What one batch changed, told after it was committed: the events new to the views, and the rows they changed. */
export type Applied = Readonly<{
  position: string | undefined;
  events: readonly RecordedEvent[];
  touched: readonly Touched[];
}>;

export type RunnerStatus = Readonly<{
  state: 'stopped' | 'following' | 'rebuilding' | 'retrying' | 'halted';
  /** Why it retries or has halted, and at which event, where that is known. */
  reason?: string;
  eventId?: string;
  stream?: string;
}>;

export type Lag = Readonly<{
  /** Events not applied yet; counted up to the limit only. */
  events: number;
  /** How long ago the oldest of them was recorded. */
  ms: number;
}>;

/**
 * Keeps the view tables in step with the log. Rows and checkpoint change in one transaction, so a crash at any moment
 * neither loses an event nor applies it twice; several runners of one schema take turns.
 */
export class ViewRunner {
  readonly schema: string;
  readonly #tables: readonly ViewTable[];
  readonly #options: ViewRunnerOptions;
  readonly #arrivals: Arrivals;
  readonly #listeners = new Set<(applied: Applied) => void>();
  #status: RunnerStatus = { state: 'stopped' };
  #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #looking = false;

  constructor(options: ViewRunnerOptions) {
    const { views, dataSource, feed, schema = 'views' } = options;
    this.schema = schema;
    this.#options = options;
    this.#tables = views.map((view) => new ViewTable(view, dataSource, schema));
    const names = this.#tables.map(({ name }) => name);
    const shared = names.find((name, index) => names.indexOf(name) !== index);
    if (shared) throw new TypeError(`Two views write ${shared}: a table is folded by one view`);
    this.#arrivals = new Arrivals((a, b) => feed.compare(a, b));
  }

  get status(): RunnerStatus {
    return this.#status;
  }

  get isHealthy(): boolean {
    return this.#status.state === 'following' || this.#status.state === 'rebuilding';
  }

  /** Follows the feed until `stop`. Rebuilds first where a view is of a newer revision than its rows. */
  start(): void {
    if (this.#running) return;
    this.#stopping = new AbortController();
    this.#status = { state: 'following' };
    this.#running = this.#run(this.#stopping.signal).finally(() => {
      this.#running = undefined;
    });
  }

  /** Resolves when the batch in hand is done. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    if (this.#status.state !== 'halted') this.#status = { state: 'stopped' };
  }

  /** Calls the listener after every batch with something new in it. Returns the way to unsubscribe. */
  onApplied(listener: (applied: Applied) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Applies what has not been applied yet, all or nothing. Events may come from any deliverer, repeatedly and in any
   * order between streams; within a stream a gap throws GapError. With a position the checkpoint moves there.
   */
  async applyBatch(events: readonly RecordedEvent[], position?: string): Promise<void> {
    const { dataSource } = this.#options;
    const touched: Touched[] = [];
    let applied: readonly RecordedEvent[] = [];
    const reached = await withConnection(dataSource, (client) =>
      inTransaction(client, async () => {
        await lockForApplying(client, this.schema);
        const checkpoint = await readCheckpoint(client, this.schema);
        const revisions = this.#agreedRevisions(checkpoint);
        const projector = new Projector(this.#tables, this.schema);
        applied = await projector.apply(
          events,
          async () => client,
          (row) => touched.push(row),
        );
        await projector.write(client, projector.drain());
        const next = { position: this.#later(checkpoint.position, position), revisions };
        await writeCheckpoint(client, this.schema, next);
        return next.position;
      }),
    );
    this.#arrivals.reach(reached);
    if (applied.length > 0) this.#tell({ position: reached, events: applied, touched });
  }

  /** Whether the rows have come as far as that position, within the time. For reads that must see a certain write. */
  async waitFor(position: string, timeoutMs: number): Promise<boolean> {
    const arrived = this.#arrivals.wait(position, timeoutMs);
    if (!this.#looking) void this.#lookWhileAwaited();
    return arrived;
  }

  /** How far the rows are behind the log; counts no more than `limit` events. */
  async lag({ limit = 10_000, now = Date.now() } = {}): Promise<Lag> {
    const { feed } = this.#options;
    const from = (await this.checkpoint()).position;
    const head = await feed.head();
    let [events, ms] = [0, 0];
    if (head === undefined || (from !== undefined && feed.compare(from, head) >= 0)) return { events, ms };

    const enough = new AbortController();
    for await (const batch of feed.subscribe({ from, categories: this.#categories, signal: enough.signal })) {
      const [oldest] = batch.events;
      if (events === 0 && oldest) ms = Math.max(0, now - Date.parse(oldest.metadata.recordedAt));
      events += batch.events.length;
      if (events >= limit || feed.compare(batch.position, head) >= 0) break;
    }
    enough.abort();
    return { events: Math.min(events, limit), ms };
  }

  async checkpoint(): Promise<Checkpoint> {
    return withConnection(this.#options.dataSource, (client) => readCheckpoint(client, this.schema));
  }

  /** The tables whose rows were made by an older revision of their view, or never. */
  async outdated(): Promise<readonly string[]> {
    const { revisions } = await this.checkpoint();
    if (Object.keys(revisions).length === 0) return [];
    return this.#tables.filter(({ name, revision }) => (revisions[name] ?? 0) < revision).map(({ name }) => name);
  }

  /** Makes all rows anew from the log beside the live ones, then swaps. Reading and following go on meanwhile. */
  async rebuild(pace: Pace = {}): Promise<Rebuilt> {
    const { dataSource, feed } = this.#options;
    const rebuilt = await rebuild(dataSource, feed, this.#tables, this.schema, pace);
    this.#arrivals.reach(rebuilt.position);
    return rebuilt;
  }

  /** Compares the live rows with what the log makes of them now. Changes nothing. */
  async verify(pace: Pace & { limit?: number } = {}): Promise<Verified> {
    const { dataSource, feed } = this.#options;
    return verify(dataSource, feed, this.#tables, this.schema, pace);
  }

  get #categories(): readonly string[] {
    return [...new Set(this.#tables.flatMap(({ view }) => categoriesOf(view)))];
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { maxAttempts = 5, retryDelayMs = 100, report } = this.#options;
    let failures = 0;
    let failedAt: string | undefined;
    while (!signal.aborted) {
      try {
        await this.#follow(signal);
      } catch (error) {
        if (signal.aborted) return;
        failures = this.#arrivals.position === failedAt ? failures + 1 : 1;
        failedAt = this.#arrivals.position;
        const isHopeless = isPermanent(error) && failures >= maxAttempts;
        this.#status = { state: isHopeless ? 'halted' : 'retrying', ...blame(error) };
        report(error);
        if (isHopeless) return;
        const delay = Math.min(retryDelayMs * 2 ** (failures - 1), LONGEST_DELAY_MS);
        await sleep(delay, undefined, { signal }).catch(() => {}); // woken by stop
      }
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    if ((await this.outdated()).length > 0) {
      this.#status = { state: 'rebuilding' };
      await this.rebuild({ signal });
    }
    const { feed, batchSize } = this.#options;
    const { position: from } = await this.checkpoint();
    this.#arrivals.reach(from);
    for await (const batch of feed.subscribe({ from, categories: this.#categories, batchSize, signal })) {
      await this.#applyOrBlame(batch);
      this.#status = { state: 'following' };
    }
    if (!signal.aborted) throw new Error('The feed ended by itself');
  }

  /** When a batch fails, its events go one by one: those before the culprit are applied, and the culprit is known. */
  async #applyOrBlame({ events, position }: Batch): Promise<void> {
    try {
      await this.applyBatch(events, position);
    } catch (error) {
      if (!isPermanent(error) || error instanceof RevisionError) throw error;
      for (const event of events) {
        await this.applyBatch([event], event.position).catch((reason: Error) => {
          if (!isPermanent(reason) || reason instanceof GapError || reason instanceof ProjectionError) throw reason;
          throw new ProjectionError(event, reason.message, { cause: reason });
        });
      }
      await this.applyBatch([], position);
    }
  }

  /** Empty tables become this revision's; those of another one may not be mixed with it. */
  #agreedRevisions({ revisions }: Checkpoint): Checkpoint['revisions'] {
    if (Object.keys(revisions).length === 0) return revisionsOf(this.#tables);
    for (const { name, revision } of this.#tables) {
      if (revisions[name] !== revision) throw new RevisionError(name, revisions[name], revision);
    }
    return revisions;
  }

  #later(a: string | undefined, b: string | undefined): string | undefined {
    if (a === undefined || b === undefined) return a ?? b;
    return this.#options.feed.compare(a, b) >= 0 ? a : b;
  }

  #tell(applied: Applied): void {
    for (const listener of this.#listeners) {
      try {
        listener(applied);
      } catch (error) {
        this.#options.report(error); // the batch is committed, whatever a listener makes of it
      }
    }
  }

  /** For positions that another process reaches, or that nobody here will be told of. */
  async #lookWhileAwaited(): Promise<void> {
    this.#looking = true;
    try {
      while (this.#arrivals.isAwaited) {
        this.#arrivals.reach((await this.checkpoint()).position);
        if (this.#arrivals.isAwaited) await sleep(LOOK_EVERY_MS);
      }
    } catch (error) {
      this.#arrivals.fail(error);
    } finally {
      this.#looking = false;
    }
  }
}

function blame(error: unknown): Pick<RunnerStatus, 'reason' | 'eventId' | 'stream'> {
  const reason = error instanceof Error ? error.message : String(error);
  const known = error instanceof ProjectionError || error instanceof GapError;
  return known ? { reason, eventId: error.event.id, stream: error.event.stream } : { reason };
}
