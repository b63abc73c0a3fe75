import type { EventStore } from '@lianjian/event-sourcing/event-store';
import { load } from '@lianjian/event-sourcing/execute';
import { closingDayOf } from '@lianjian/kernel/calendar';
import { period } from '@lianjian/periods/decider';
import { draftOf, publishedVersions } from '@lianjian/periods/state';
import { type PeriodWish, ToPeriod } from '../../../views/src/reports/period.handler.js';
import { COORDINATOR, COUNCIL_ID, PUBLISHER } from './cast.js';
import { type Act, type Step, workday } from './script.js';

/** November is open. */
const CLOSED = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'].map((month) => `2026-${month}`);
const REPORT = 'R-01';
/** After everything else of the closing day. */
const CLOSING_TIME = '17:00';

const toPeriod =
  (id: string, wish: PeriodWish): Act =>
  ({ bus }, context) =>
    bus.execute(new ToPeriod(id, wish, context));

/** Publishes what lies prepared, as somebody who has read it. */
const publish =
  (id: string, versionNo: number): Act =>
  async (stage, context) => {
    const contentHash = await contentHashOf(stage.store, id, versionNo);
    await toPeriod(id, { type: 'PublishReport', data: { reportCode: REPORT, contentHash } })(stage, context);
  };

/** Of the draft, or of what became of it where a load is continued. */
async function contentHashOf(store: EventStore, id: string, versionNo: number): Promise<string> {
  const { state } = await load(store, period, id);
  const version = publishedVersions(state, REPORT)[versionNo - 1] ?? draftOf(state, REPORT);
  if (!version) throw new Error(`No version ${versionNo} of ${REPORT} was prepared for ${id}`);
  return version.contentHash;
}

/** Every month is closed on its closing day; one coordinator prepares the report, the other publishes it. */
export const periodSteps = (): Step[] => [...CLOSED.flatMap(closingSteps), ...correctionSteps()];

function closingSteps(month: string): Step[] {
  const id = `${COUNCIL_ID}-${month}`;
  const closing = closingDayOf(month);
  const lane = id;
  return [
    {
      name: `close/${month}`,
      when: `${closing} ${CLOSING_TIME}`,
      by: COORDINATOR,
      lane,
      act: toPeriod(id, { type: 'ClosePeriod', data: {} }),
    },
    {
      name: `report/${month}/v1`,
      when: workday(closing, 1),
      by: COORDINATOR,
      lane,
      act: toPeriod(id, { type: 'GenerateReport', data: { reportCode: REPORT } }),
    },
    {
      name: `report/${month}/v1/publish`,
      when: `${workday(closing, 1)} 15:00`,
      by: PUBLISHER,
      lane,
      act: publish(id, 1),
    },
  ];
}

/** March had one activity more than was published, and says so in a second version; May, June and July do not yet. */
function correctionSteps(): Step[] {
  const id = `${COUNCIL_ID}-2026-03`;
  return [
    {
      name: 'report/2026-03/v2',
      when: '2026-04-22',
      by: COORDINATOR,
      lane: id,
      act: toPeriod(id, {
        type: 'OrderCorrection',
        data: { reportCode: REPORT, reason: '示例：补报3月28日雨花精神报告会，更正三月月报' },
      }),
    },
    { name: 'report/2026-03/v2/publish', when: '2026-04-23', by: PUBLISHER, lane: id, act: publish(id, 2) },
  ];
}
