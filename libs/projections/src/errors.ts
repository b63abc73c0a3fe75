import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';

type Offender = Pick<RecordedEvent, 'id' | 'stream' | 'version'>;

/** An event came before one that must be applied first. */
export class GapError extends Error {
  override readonly name = 'GapError';

  constructor(
    readonly event: Offender,
    readonly seen: number,
  ) {
    super(`${event.stream}: got event ${event.version} after ${seen}`);
  }
}

/** An event could not be applied, and which one is known. */
export class ProjectionError extends Error {
  override readonly name = 'ProjectionError';

  constructor(
    readonly event: Offender,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${event.stream}: event ${event.version} (${event.id}) could not be applied: ${reason}`, options);
  }
}

/** The rows were made by another revision of a view than the one at hand. */
export class RevisionError extends Error {
  override readonly name = 'RevisionError';

  constructor(table: string, stored: number | undefined, own: number) {
    super(`${table} was made by revision ${stored ?? 'none'} of its view, this is revision ${own}`);
  }
}

/** A row that the next version was to supersede is not there: somebody else wrote to the table. */
export class LostRowError extends Error {
  override readonly name = 'LostRowError';

  constructor(table: string, found: number, expected: number) {
    super(`${table} has lost rows: of ${expected} to be superseded ${found} are there`);
  }
}

const PERMANENT = [GapError, ProjectionError, RevisionError, LostRowError];

// Data exceptions, integrity violations, and statements that do not fit the tables: the same again next time.
const PERMANENT_SQLSTATES = ['22', '23', '42'];

/** Whether trying again without any change elsewhere is pointless. Lost connections and restarts heal by themselves. */
export function isPermanent(error: unknown): boolean {
  if (PERMANENT.some((kind) => error instanceof kind)) return true;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.length === 5 && PERMANENT_SQLSTATES.includes(code.slice(0, 2));
}
