import { callsForCorrection, changedCells, publishedBesideLive } from './compare.js';
import type { ActivityFact } from './facts.js';
import { changesByMonth } from './lateness.js';
import { buildActivityReport } from './r01-activity.js';
import { type Report, toContent } from './report.js';
import { rulesOn } from './rules.js';
import { activity, asking, council, GULOU, host, QINHUAI, unit, XUANWU } from './testing.js';

const units = [unit('U1', XUANWU), unit('U2', QINHUAI), unit('U3', GULOU)];
const held = (id: string, personTimes: number, rest: Partial<ActivityFact> = {}) =>
  activity(id, '2026-03-10', [host('U1', XUANWU)], [['U1', XUANWU, personTimes]], rest);
const report = (activities: readonly ActivityFact[], asOf = '2026-04-08T16:00:00.000Z'): Report =>
  buildActivityReport({ council, units, activities }, asking('2026-03', { asOf }));
const content = (...activities: ActivityFact[]) => toContent(report(activities));
const rules = rulesOn('2026-03-31');

describe('Two versions of a report', () => {
  it('differ in the cells that read differently, and say by how much', () => {
    const joined = activity('B', '2026-03-12', [host('U2', QINHUAI)], [['U2', QINHUAI, 30]]);
    const changed = changedCells(content(held('A', 10)), content(held('A', 10), joined));
    const byKey = Object.fromEntries(
      changed.map(({ key, old, new: now, difference }) => [key, [old?.text, now?.text, difference]]),
    );
    expect(byKey).toMatchObject({
      M1: ['1', '2', '+1'],
      M3: ['10', '40', '+30'],
      M6: ['33.3%', '66.7%', '+33.3个百分点'],
      [`M4/${QINHUAI}`]: ['0', '30', '+30'],
    });
    expect(byKey).not.toHaveProperty('M7');
    expect(byKey).not.toHaveProperty(`M4/${XUANWU}`);
  });

  it('differ where only the exact figure does', () => {
    const many = (verified: number) =>
      Array.from({ length: 2001 }, (_, i) => held(`A${i}`, 1, { verified: i < verified }));
    const [cell] = changedCells(content(...many(1000)), content(...many(1001))).filter(({ key }) => key === 'VERIFIED');
    expect([cell?.old?.text, cell?.new?.text, cell?.difference]).toEqual(['50.0%', '50.0%', '0.0个百分点']);
  });

  it('show a cell that one of them does not have as none', () => {
    const changed = changedCells(content(held('A', 10)), content(held('A', 10), held('B', 1, { kind: 'FORUM' })));
    expect(changed.find(({ key }) => key === 'M1/kind/FORUM')).toMatchObject({
      old: null,
      new: { text: '1' },
      difference: '—',
    });
  });

  it('are the same when nothing changed, whenever it was asked', () => {
    const later = toContent(report([held('A', 10)], '2026-09-01T00:00:00.000Z'));
    expect(changedCells(content(held('A', 10)), later)).toEqual([]);
  });

  it.each([
    ['5% of a total does not', 100, 105, false],
    ['more than 5% of a total does', 100, 106, true],
    ['less, downwards, does not', 100, 96, false],
    ['more, downwards, does', 100, 94, true],
  ])('C4: %s call for a corrected version', (_, was, is, expected) => {
    expect(callsForCorrection(content(held('A', was)), content(held('A', is)), rules)).toBe(expected);
  });

  it('C4: anything where nothing was published calls for one', () => {
    expect(callsForCorrection(content(), content(held('A', 1)), rules)).toBe(true);
  });

  it('E18, E19: published + late + corrected = live, to the unit', () => {
    const before = [held('A', 10), held('B', 20), held('C', 30)];
    const after = [held('A', 10), held('C', 25), held('D', 7)];
    const changes = changesByMonth({ before, after, changedBy: new Map([['B', ['B-voided']]]) }, council.councilId);
    const { rows } = publishedBesideLive(content(...before), content(...after), changes[0]);
    const columns = ['published', 'late', 'corrected', 'live'];
    expect(rows.map(({ cells }) => columns.map((column) => cells[column]?.numerator))).toEqual([
      [3, 1, -1, 3],
      [60, 7, -25, 42],
    ]);
    expect(rows[0]?.cells.corrected?.eventIds).toContain('B-voided');
  });
});

describe('A report’s content', () => {
  it('has a hash of its own, which the events behind it are no part of', () => {
    const withEvents = report([held('A', 10, { eventIds: ['one'] })]);
    const withOthers = report([held('A', 10, { eventIds: ['two', 'three'] })]);
    expect(withEvents.header.contentHash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(withEvents.header.contentHash).toBe(withOthers.header.contentHash);
    expect(JSON.stringify(toContent(withEvents))).not.toContain('eventIds');
    expect(report([held('A', 11)]).header.contentHash).not.toBe(withEvents.header.contentHash);
  });

  it('does not change with the number of its version', () => {
    const live = report([held('A', 10)]);
    const published = { ...live, header: { ...live.header, version: 1 } };
    expect(toContent(published)).toEqual(toContent(live));
  });

  it('is JSON: it comes back out of a store unchanged', () => {
    const said = content(held('A', 10));
    expect(JSON.parse(JSON.stringify(said))).toEqual(said);
  });
});
