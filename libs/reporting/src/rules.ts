import type { BusinessDate } from '@lianjian/kernel/time';

/** The lines that counting draws by convention and not by nature; a figure can be recomputed with those of its time. */
export type CountingRules = Readonly<{
  /** Printed in the header of every report. */
  measureVersion: string;
  /** In force for periods that end on this day or later. */
  from: BusinessDate;
  /** M15: an agreement in force is dormant after so many days without any linked event. */
  dormantAfterDays: number;
  /** M37: an activity entered more than so many days after it happened is late. */
  lateAfterDays: number;
  /** C4: a change of a published total by more than this share of it calls for a corrected version. */
  correctionThreshold: Readonly<{ numerator: number; denominator: number }>;
  /** agreements whose term ends within so many days are listed. */
  expiryNoticeDays: readonly number[];
}>;

// Add a row to change a line; never edit one, for published reports were computed with it.
const RULES: readonly [CountingRules, ...CountingRules[]] = [
  {
    measureVersion: '2026.1',
    from: '2011-01-01',
    dormantAfterDays: 90,
    lateAfterDays: 7,
    correctionThreshold: { numerator: 5, denominator: 100 },
    expiryNoticeDays: [30, 60],
  },
];

/** The rules for a period that ends on that day. */
export function rulesOn(lastDay: BusinessDate): CountingRules {
  return RULES.findLast(({ from }) => from <= lastDay) ?? RULES[0];
}
