import type { OpenRow } from './fold.js';
import { OpenRows } from './open-rows.js';

const row = (key: string, version: number): OpenRow => ({
  key,
  version,
  recordedAt: `2026-03-01T00:00:0${version}.000Z`,
  eventIds: [],
  own: {},
});

describe('Open rows', () => {
  it('are written open when nothing has superseded them', () => {
    const rows = new OpenRows();
    rows.replace(row('a', 1), 1);
    expect(rows.drain(0)).toEqual({ close: [], insert: [{ row: row('a', 1), supersededAt: null }] });
  });

  it('are written once, closed, when they were superseded before', () => {
    const rows = new OpenRows();
    rows.replace(row('a', 1), 1);
    rows.replace(row('a', 2), 2);
    expect(rows.drain(1)).toEqual({
      close: [],
      insert: [{ row: row('a', 1), supersededAt: row('a', 2).recordedAt }],
    });
    expect(rows.drain(0)).toEqual({ close: [], insert: [{ row: row('a', 2), supersededAt: null }] });
  });

  it('are closed in the table when they came from there', () => {
    const rows = new OpenRows();
    rows.hold([row('a', 1)], 1);
    rows.replace(row('a', 2), 1);
    expect(rows.drain(0)).toEqual({
      close: [{ key: 'a', version: 1, at: row('a', 2).recordedAt }],
      insert: [{ row: row('a', 2), supersededAt: null }],
    });
  });

  it('are not written when they were only read', () => {
    const rows = new OpenRows();
    rows.hold([row('a', 1)], 1);
    expect(rows.drain(0)).toEqual({ close: [], insert: [] });
  });

  it('are forgotten in the order of their last change', () => {
    const rows = new OpenRows();
    rows.replace(row('a', 1), 1);
    rows.replace(row('b', 1), 1);
    rows.replace(row('a', 2), 1);
    rows.drain(1);
    expect(rows.missing(['a', 'b', 'b'])).toEqual(['b']);
    expect(rows.get('a')).toEqual(row('a', 2));
  });

  it('may have been forgotten only for streams that began no later than the last one that was', () => {
    const rows = new OpenRows();
    rows.replace(row('a', 1), 1);
    rows.replace(row('b', 1), 2);
    rows.replace(row('c', 1), 3);
    expect([0, 1, 2, 3].map((begun) => rows.mayHaveForgotten(begun))).toEqual([true, false, false, false]);
    rows.drain(1);
    expect([0, 1, 2, 3].map((begun) => rows.mayHaveForgotten(begun))).toEqual([true, true, true, false]);
  });
});
