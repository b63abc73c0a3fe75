import { held } from '@lianjian/activities/examples';
import type { AgreementEvent } from '@lianjian/agreements/events';
import {
  activated,
  BANK,
  bank,
  coordinator,
  drafted,
  frozen,
  MALL,
  mall,
  SCHOOL,
  signed,
  signedBy,
} from '@lianjian/agreements/testing';
import { parsePeriod } from '@lianjian/kernel/period';
import { type Actor, SYSTEM } from '@lianjian/permissions/actor';
import { proposed, registered } from '@lianjian/projects/testing';
import type { UnitFact } from '@lianjian/reporting/facts';
import { ReadSide, somebody } from '../testing.js';
import { newEvent } from '../testing-events.js';
import { referencedActivities } from './activity-facts.js';
import { withEngagements } from './engagements.js';

const NOW = '2026-05-15T02:00:00.000Z';
const uuid = (nr: number) => `f0000000-0000-4000-8000-${String(nr).padStart(12, '0')}`;
const COUNCIL = uuid(1);
const OTHER_COUNCIL = uuid(2);

let side: ReadSide;
beforeAll(async () => {
  side = await ReadSide.start(NOW);
}, 60_000);
afterAll(() => side?.stop());

describe('What a unit did in agreements', () => {
  const acts: readonly (readonly [at: string, by: Actor, event: AgreementEvent])[] = [
    ['2026-02-27T02:00:00.000Z', bank, drafted()],
    ['2026-03-02T02:00:00.000Z', coordinator, frozen()],
    ['2026-03-09T02:00:00.000Z', bank, signedBy(BANK, '2026-03-09', 1)],
    ['2026-04-02T02:00:00.000Z', mall, signedBy(MALL, '2026-04-02', 2)],
    ['2026-04-02T02:00:00.000Z', mall, signed('2026-04-02')],
    ['2026-04-03T02:00:00.000Z', SYSTEM, activated('2026-04-02')],
    [
      '2026-04-07T02:00:00.000Z',
      somebody('DIST', '320104'),
      { type: 'AgreementFiled', data: { districtCode: '320104', on: '2026-04-07' } },
    ],
  ];
  const engaged = async (period: string) => {
    const units = [BANK, MALL, SCHOOL].map((unitId) => ({ unitId, engagements: [] }) as unknown as UnitFact);
    const found = await withEngagements(side.db, COUNCIL, units, parsePeriod(period), NOW);
    return found.map(({ engagements }) => engagements.map(({ on }) => on));
  };

  it('M31: counts what it did itself, not what others, a district or the service did', async () => {
    const stream = `agreement-${uuid(3)}`;
    const events = acts.map(([at, by, event], index) => newEvent(stream, index + 1, event, at, by));
    const recorded = await side.store.append(stream, 0, events);
    await side.runner.waitFor(recorded.at(-1)?.position ?? '', 60_000);
    expect(await engaged('2026-02')).toEqual([['2026-02-27'], [], []]);
    expect(await engaged('2026-03')).toEqual([['2026-03-09'], [], []]);
    expect(await engaged('2026-04')).toEqual([[], ['2026-04-02', '2026-04-02'], []]);
  });
});

describe('Activities that a council refers to', () => {
  const AT = '2026-03-19T01:00:00.000Z';
  const refer = async (nr: number, ...decision: Parameters<ReadSide['append']>[2][]) => {
    const [projectId, activityId] = [uuid(nr), uuid(nr + 1)];
    const over = { referencingCouncilIds: [COUNCIL], councilId: OTHER_COUNCIL };
    await side.append(`project-${projectId}`, AT, proposed(over), ...decision);
    const position = await side.append(
      `activity-${activityId}`,
      AT,
      held({ activityId, projectId, councilId: OTHER_COUNCIL }),
    );
    await side.runner.waitFor(position, 60_000);
    const all = await referencedActivities(side.db, COUNCIL, ['2026-03'], NOW);
    return all.some((each) => each.activityId === activityId);
  };

  it('E20: are of projects that were registered', async () => {
    expect(await refer(10, registered())).toBe(true);
    expect(await refer(20)).toBe(false);
    expect(await refer(30, { type: 'ProjectRejected', data: { reason: '与现有项目内容重复', on: '2026-02-05' } })).toBe(
      false,
    );
  });
});
