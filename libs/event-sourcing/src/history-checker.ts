/** What a client of an event store did and was told. Times are of one monotonic clock. */
export type Operation = Readonly<{ client: string; stream: string; invoked: number; returned: number }> &
  (
    | Readonly<{ kind: 'read'; seen: readonly string[] }>
    | Readonly<{
        kind: 'append';
        expected: number;
        ids: readonly string[];
        /** `unknown`: the answer never came. `refused` comes with the version that the refusal named. */
        outcome: 'written' | 'unknown' | Readonly<{ refused: number }>;
      }>
  );

type Append = Extract<Operation, { kind: 'append' }>;
type Read = Extract<Operation, { kind: 'read' }>;

/** The operations of many clients at the same time, and what the store held when all had gone. */
export type History = Readonly<{
  operations: readonly Operation[];
  stored: Readonly<Record<string, readonly Readonly<{ id: string; version: number }>[]>>;
}>;

export type Anomaly =
  | 'lost write'
  | 'refused but written'
  | 'torn append'
  | 'written twice'
  | 'out of thin air'
  | 'version gap'
  | 'lost update'
  | 'real-time order violated'
  | 'dirty read'
  | 'diverging read'
  | 'shrinking read'
  | 'stale read'
  | 'wrong refusal';

/**
 * Finds what no event store may do, from what its clients saw. As every event has its version, the order of a stream is
 * known and nothing needs to be searched for.
 */
export function checkHistory({ operations, stored }: History): readonly Anomaly[] {
  const found = new Set<Anomaly>();
  const streams = new Set([...Object.keys(stored), ...operations.map(({ stream }) => stream)]);
  for (const stream of streams) {
    const own = operations.filter((operation) => operation.stream === stream);
    const appends = own.filter((operation) => operation.kind === 'append');
    const reads = own.filter((operation) => operation.kind === 'read');
    const events = stored[stream] ?? [];
    const log = events.map(({ id }) => id);
    const checks: [Anomaly, boolean][] = [
      ['version gap', events.some(({ version }, index) => version !== index + 1)],
      ['written twice', new Set(log).size < log.length],
      ['out of thin air', log.some((id) => !appends.some(({ ids }) => ids.includes(id)))],
      ...appends.flatMap((append) => checkAppend(append, log)),
      ['real-time order violated', !keepRealTimeOrder(appends, log)],
      ['wrong refusal', appends.some((append) => isWrongRefusal(append, appends, log))],
      ['dirty read', reads.some(({ seen }) => seen.some((id) => !log.includes(id)))],
      ['diverging read', reads.some(({ seen }) => seen.some((id, index) => log.includes(id) && log[index] !== id))],
      ['shrinking read', reads.some((read) => reads.some((later) => isShrunk(read, later)))],
      ['stale read', reads.some((read) => appends.some((append) => isStale(read, append)))],
      // An append shows whole or not at all, also to who reads while it is being written.
      ['torn append', reads.some(({ seen }) => appends.some(({ ids }) => isTorn(ids, seen)))],
    ];
    for (const [anomaly, isThere] of checks) if (isThere) found.add(anomaly);
  }
  return [...found];
}

function checkAppend({ ids, expected, outcome }: Append, log: readonly string[]): [Anomaly, boolean][] {
  const isThere = ids.some((id) => log.includes(id));
  const isWritten = outcome === 'written';
  return [
    ['lost write', isWritten && ids.some((id) => !log.includes(id))],
    ['refused but written', typeof outcome === 'object' && isThere],
    ['torn append', isTorn(ids, log)],
    // Decided on what the stream said at `expected`, so it must stand right behind that.
    ['lost update', isThere && log.indexOf(ids[0] as string) !== expected],
  ];
}

/** Some but not all of its events are there, or others stand between them. */
function isTorn(ids: readonly string[], log: readonly string[]): boolean {
  const first = log.findIndex((id) => ids.includes(id));
  return first >= 0 && ids.some((id, index) => log[first + index] !== id);
}

function keepRealTimeOrder(appends: readonly Append[], log: readonly string[]): boolean {
  const written = appends.filter(({ ids, outcome }) => outcome === 'written' && log.includes(ids[0] as string));
  const place = ({ ids }: Append) => log.indexOf(ids[0] as string);
  return written.every((append) =>
    written.every((later) => !(append.returned < later.invoked) || place(append) < place(later)),
  );
}

/** A refusal names a version other than the expected one, which the stream had at some time during the call. */
function isWrongRefusal(append: Append, appends: readonly Append[], log: readonly string[]): boolean {
  if (typeof append.outcome !== 'object') return false;
  const { refused } = append.outcome;
  const before = appends.filter(({ outcome, returned }) => outcome === 'written' && returned < append.invoked);
  const atLeast = before.reduce((sum, { ids }) => sum + ids.length, 0);
  return refused === append.expected || refused < atLeast || refused > log.length;
}

const isShrunk = (read: Read, later: Read) =>
  read.client === later.client && read.returned <= later.invoked && later.seen.length < read.seen.length;

const isStale = (read: Read, append: Append) =>
  append.outcome === 'written' && append.returned < read.invoked && append.ids.some((id) => !read.seen.includes(id));
