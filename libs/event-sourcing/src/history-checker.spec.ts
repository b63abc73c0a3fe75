import { type Anomaly, checkHistory, type History, type Operation } from './history-checker.js';

type Told = Extract<Operation, { kind: 'append' }>['outcome'];

const append = (
  invoked: number,
  expected: number,
  ids: readonly string[],
  outcome: Told = 'written',
  returned = invoked + 1,
): Operation => ({ kind: 'append', client: 'a', stream: 's', invoked, returned, expected, ids, outcome });
const read = (invoked: number, seen: readonly string[], client = 'a'): Operation => ({
  kind: 'read',
  client,
  stream: 's',
  invoked,
  returned: invoked + 1,
  seen,
});
const stored = (...ids: string[]): History['stored'] => ({ s: ids.map((id, index) => ({ id, version: index + 1 })) });

const good: History = {
  operations: [
    read(0, []),
    append(10, 0, ['e1']),
    append(10, 0, ['x1'], { refused: 1 }),
    read(20, ['e1']),
    append(30, 1, ['e2', 'e3'], 'unknown', 35),
    append(32, 1, ['x2'], { refused: 3 }, 36),
    append(40, 3, ['x3'], 'unknown'),
    append(50, 9, ['x4'], { refused: 3 }),
    read(60, ['e1', 'e2', 'e3'], 'b'),
    append(70, 3, ['e4'], 'written', 80),
    read(71, ['e1', 'e2', 'e3'], 'b'),
    read(71, ['e1', 'e2', 'e3', 'e4'], 'c'),
  ],
  stored: stored('e1', 'e2', 'e3', 'e4'),
};

describe('The history checker', () => {
  it('has nothing to say about a good history', () => {
    expect(checkHistory(good)).toEqual([]);
  });

  it.each<[Anomaly, string, History]>([
    ['lost write', 'an acknowledged event is not there', { operations: [append(0, 0, ['e1'])], stored: stored() }],
    [
      'refused but written',
      'a refused event is there',
      { operations: [append(0, 0, ['e1'], { refused: 1 })], stored: stored('e1') },
    ],
    [
      'torn append',
      'half of an append is there',
      { operations: [append(0, 0, ['e1', 'e2'], 'unknown')], stored: stored('e1') },
    ],
    [
      'torn append',
      'somebody stands in the middle of an append',
      {
        operations: [append(0, 0, ['e1', 'e2'], 'unknown'), append(0, 1, ['x'], 'unknown')],
        stored: stored('e1', 'x', 'e2'),
      },
    ],
    [
      'torn append',
      'a reader saw the first half of an append',
      { operations: [append(0, 0, ['e1', 'e2'], 'written', 9), read(5, ['e1'])], stored: stored('e1', 'e2') },
    ],
    [
      'written twice',
      'an append of unknown outcome is there twice',
      { operations: [append(0, 0, ['e1'], 'unknown')], stored: stored('e1', 'e1') },
    ],
    ['out of thin air', 'nobody appended an event', { operations: [], stored: stored('e1') }],
    [
      'version gap',
      'a version is missing',
      { operations: [append(0, 0, ['e1'])], stored: { s: [{ id: 'e1', version: 2 }] } },
    ],
    [
      'lost update',
      'two decided on the same version and both were written',
      {
        operations: [append(0, 0, ['e1'], 'written', 5), append(1, 0, ['e2'], 'written', 5)],
        stored: stored('e1', 'e2'),
      },
    ],
    [
      'real-time order violated',
      'who began after another had finished stands before him',
      { operations: [append(0, 1, ['e2']), append(10, 0, ['e1'])], stored: stored('e1', 'e2') },
    ],
    [
      'dirty read',
      'a reader saw what was then not written',
      { operations: [append(0, 0, ['e1'], 'unknown', 9), read(5, ['e1'])], stored: stored() },
    ],
    [
      'diverging read',
      'a reader saw another order',
      {
        operations: [append(0, 0, ['e1']), append(2, 1, ['e2']), read(5, ['e2', 'e1'])],
        stored: stored('e1', 'e2'),
      },
    ],
    [
      'shrinking read',
      'a reader saw less than before',
      {
        operations: [append(0, 0, ['e1'], 'written', 30), read(5, ['e1']), read(10, [])],
        stored: stored('e1'),
      },
    ],
    [
      'stale read',
      'a reader did not see what was acknowledged before',
      { operations: [append(0, 0, ['e1']), read(5, [])], stored: stored('e1') },
    ],
    [
      'wrong refusal',
      'a writer was refused at the right version',
      { operations: [append(0, 0, ['x'], { refused: 0 })], stored: stored() },
    ],
    [
      'wrong refusal',
      'a refusal named a version that was past',
      {
        operations: [append(0, 0, ['e1']), append(2, 1, ['e2']), append(5, 0, ['x'], { refused: 1 })],
        stored: stored('e1', 'e2'),
      },
    ],
    [
      'wrong refusal',
      'a refusal named a version that never was',
      { operations: [append(0, 0, ['e1']), append(5, 0, ['x'], { refused: 7 })], stored: stored('e1') },
    ],
  ])('finds a %s: %s', (anomaly, _, history) => {
    expect(checkHistory(history)).toEqual([anomaly]);
  });

  it('keeps streams and clients apart', () => {
    const elsewhere: Operation = { ...append(0, 0, ['f1']), stream: 't' };
    const stranger = read(10, [], 'b');
    const operations = [append(0, 0, ['e1'], 'written', 30), read(5, ['e1']), stranger, elsewhere];
    expect(checkHistory({ operations, stored: { ...stored('e1'), t: [{ id: 'f1', version: 1 }] } })).toEqual([]);
  });
});
