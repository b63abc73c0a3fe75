import { DatabaseError, type Pool } from 'pg';
import { type Batch, EventFeed, type Subscription } from './event-feed.js';
import { type EventRow, parsePosition, toPosition, toRecordedEvent } from './postgres-schema.js';
import { WakeUp } from './wake-up.js';

const FIRST_LOOK_AGAIN_MS = 5;
const FIRST_RECONNECT_MS = 50;
const MAX_RECONNECT_MS = 5_000;
const QUERY_TIMEOUT_MS = 35_000;

/**
 * Sequence numbers are drawn before their transactions commit, so a row may appear behind a reader that follows them;
 * that reader never sees it. Three things together make the feed complete, and none may be left out:
 *
 * - the barrier: only rows of transactions below every transaction still running, so nothing can appear there any more;
 * - the order: by transaction first, as the barrier moves along transactions and not along positions;
 * - the checkpoint: both parts, as the position alone does not say which rows of that order were handed over.
 */
const PAGE = `
  SELECT transaction_id, position, stream, version, id, type, schema,
         CASE WHEN wanted THEN data END AS data, CASE WHEN wanted THEN metadata END AS metadata, wanted
    FROM (SELECT *, $4::text[] IS NULL OR split_part(stream, '-', 1) = ANY ($4) AS wanted
            FROM events.event
           WHERE (transaction_id, position) > ($1::xid8, $2::bigint)
             AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())
           ORDER BY transaction_id, position
           LIMIT $3) AS page
   ORDER BY transaction_id, position`;

const HEAD = `
  SELECT transaction_id, position
    FROM events.event
   WHERE transaction_id < pg_snapshot_xmin(pg_current_snapshot())
   ORDER BY transaction_id DESC, position DESC
   LIMIT 1`;

const END = `
  SELECT transaction_id, position
    FROM events.event
   ORDER BY transaction_id DESC, position DESC
   LIMIT 1`;

const OLDEST_TRANSACTION = `
  SELECT pid, application_name, extract(epoch FROM clock_timestamp() - xact_start)::float8 AS seconds
    FROM pg_stat_activity
   WHERE backend_xid IS NOT NULL
  UNION ALL
  SELECT NULL, 'prepared transaction ' || gid, extract(epoch FROM clock_timestamp() - prepared)::float8
    FROM pg_prepared_xacts
   ORDER BY seconds DESC
   LIMIT 1`;

export type PostgresEventFeedOptions = Readonly<{
  /** Shared with the stores of this process, whose appends then arrive at once. */
  appended?: WakeUp;
  /** How long an idle subscription waits at most before it looks for itself. Default: 80, or 250 where it is woken. */
  pollMs?: number;
}>;

/** Who holds the feed back: no event of a later transaction is handed over before this one ends. */
export type HeldBack = Readonly<{ seconds: number; by?: string }>;

export class PostgresEventFeed extends EventFeed {
  readonly #appended: WakeUp;
  readonly #pollMs: number;

  constructor(
    private readonly pool: Pool,
    { appended, pollMs = appended ? 250 : 80 }: PostgresEventFeedOptions = {},
  ) {
    super();
    this.#appended = appended ?? new WakeUp();
    this.#pollMs = pollMs;
  }

  async *subscribe({ from = '0-0', categories, batchSize = 500, signal }: Subscription): AsyncIterable<Batch> {
    let [transaction, place] = parsePosition(from);
    let waitMs = FIRST_LOOK_AGAIN_MS;
    let reconnectMs = FIRST_RECONNECT_MS;

    while (!signal.aborted) {
      const { rings } = this.#appended;
      let page: readonly PageRow[];
      try {
        page = await this.#page([transaction, place, batchSize, categories]);
        reconnectMs = FIRST_RECONNECT_MS;
      } catch (error) {
        if (signal.aborted) return;
        if (!isConnectionLoss(error)) throw error;
        await this.#appended.wait(Number.POSITIVE_INFINITY, reconnectMs, signal);
        reconnectMs = Math.min(reconnectMs * 2, MAX_RECONNECT_MS);
        continue;
      }

      const last = page.at(-1);
      if (last) {
        if (signal.aborted) return;
        transaction = last.transaction_id;
        place = last.position;
        yield { events: page.filter(({ wanted }) => wanted).map(toRecordedEvent), position: toPosition(last) };
      }
      if (page.length === batchSize) continue;
      await this.#appended.wait(rings, waitMs, signal);
      // The barrier may still hide an event that was rung for, hence the quick looks after a ring.
      const isBusy = last !== undefined || this.#appended.rings > rings;
      waitMs = isBusy ? FIRST_LOOK_AGAIN_MS : Math.min(waitMs * 2, this.#pollMs);
    }
  }

  head(): Promise<string | undefined> {
    return this.#place(HEAD);
  }

  /** Beyond the barrier, too: an event behind a slow transaction is recorded, although no subscriber has it yet. */
  end(): Promise<string | undefined> {
    return this.#place(END);
  }

  compare(a: string, b: string): number {
    const [transactionOfA, placeOfA] = parsePosition(a).map(BigInt) as [bigint, bigint];
    const [transactionOfB, placeOfB] = parsePosition(b).map(BigInt) as [bigint, bigint];
    return Number(transactionOfA - transactionOfB || placeOfA - placeOfB);
  }

  /** The oldest transaction of the cluster that has written something and not ended: for health and alarms. */
  async heldBack(): Promise<HeldBack> {
    const { rows } = await this.pool.query<OldestTransaction>(OLDEST_TRANSACTION);
    const [oldest] = rows;
    if (!oldest) return { seconds: 0 };
    const by =
      oldest.pid === null ? oldest.application_name : `${oldest.application_name || 'unnamed'} (${oldest.pid})`;
    return { seconds: Math.max(oldest.seconds, 0), by };
  }

  async #place(query: string): Promise<string | undefined> {
    const { rows } = await this.pool.query<Pick<EventRow, 'transaction_id' | 'position'>>(query);
    return rows[0] && toPosition(rows[0]);
  }

  /** Planned anew each time: a plan made while the table was empty would read all of it once it is large. */
  async #page(values: readonly unknown[]): Promise<readonly PageRow[]> {
    const query = { text: PAGE, values: [...values], query_timeout: QUERY_TIMEOUT_MS };
    return (await this.pool.query<PageRow>(query)).rows;
  }
}

type PageRow = EventRow & Readonly<{ wanted: boolean }>;
type OldestTransaction = Readonly<{ pid: number | null; application_name: string; seconds: number }>;

/** Whether it may pass by itself. Everything else is a mistake of ours, which no waiting mends. */
function isConnectionLoss(error: unknown): boolean {
  const { code = '', message } = error as Error & { code?: string };
  if (error instanceof DatabaseError) return /^(08|53|57)/.test(code);
  return /^E[A-Z]+$/.test(code) || /timeout|terminated|not queryable/i.test(message);
}
