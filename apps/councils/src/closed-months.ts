import type { EventStore } from '@lianjian/event-sourcing/event-store';
import { load } from '@lianjian/event-sourcing/execute';
import { type Month, monthOf, nextPeriod, parsePeriod } from '@lianjian/kernel/period';
import { addDays, type BusinessDate } from '@lianjian/kernel/time';
import { period } from '@lianjian/periods/decider';
import { isClosed } from '@lianjian/periods/state';

/** No change reaches back further (E28), so nobody need know what was closed before. */
const REACH_DAYS = 366;

/** The months from `from` to `today` that one of the councils has closed. */
export async function closedMonths(
  store: EventStore,
  councilIds: readonly string[],
  from: BusinessDate,
  today: BusinessDate,
): Promise<readonly Month[]> {
  const earliest = addDays(today, -REACH_DAYS);
  const months: Month[] = [];
  for (
    let month = parsePeriod(monthOf(from < earliest ? earliest : from));
    month.from <= today;
    month = nextPeriod(month)
  ) {
    months.push(month.id);
  }
  const closed = await Promise.all(
    months.map(async (month) => {
      const periods = await Promise.all(councilIds.map((councilId) => load(store, period, `${councilId}-${month}`)));
      return periods.some(({ state }) => isClosed(state)) ? [month] : [];
    }),
  );
  return closed.flat();
}
