import fc from 'fast-check';
import { monthOf } from './period.js';
import { addDays, businessDateOf, daysBetween, startOf } from './time.js';

const date = fc
  .date({ min: new Date('2011-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

describe('business date', () => {
  it('C1 is the date on the wall in Shanghai, so that late on 03-31 in UTC is already April', () => {
    expect(businessDateOf('2026-03-31T16:30:00.000Z')).toBe('2026-04-01');
    expect(monthOf(businessDateOf('2026-03-31T16:30:00.000Z'))).toBe('2026-04');
    expect(businessDateOf('2026-03-31T15:59:59.999Z')).toBe('2026-03-31');
  });

  it('begins at midnight in Shanghai and lasts until the next one begins', () => {
    expect(startOf('2026-03-01')).toBe('2026-02-28T16:00:00.000Z');
    fc.assert(
      fc.property(date, fc.nat(86_399_999), (day, ms) => {
        const instant = new Date(Date.parse(startOf(day)) + ms).toISOString();
        expect(businessDateOf(instant)).toBe(day);
        expect(businessDateOf(startOf(addDays(day, 1)))).not.toBe(day);
      }),
    );
  });

  it('counts days across the nights when other countries change their clocks', () => {
    expect(addDays('2026-03-07', 2)).toBe('2026-03-09');
    expect(daysBetween('2026-10-31', '2026-11-02')).toBe(2);
    fc.assert(
      fc.property(date, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });
});
