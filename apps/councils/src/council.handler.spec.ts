import type { CouncilCommand } from '@lianjian/councils/commands';
import { admitted, COUNCIL, city, founded, memberEvent, reason, secretariat, UNIT } from '@lianjian/councils/testing';
import type { Wish } from '@lianjian/event-sourcing/decider';
import { DomainError } from '@lianjian/event-sourcing/errors';
import { InMemoryEventStore } from '@lianjian/event-sourcing/in-memory-event-store';
import { closed } from '@lianjian/periods/examples';
import { active, qinhuai } from '@lianjian/units/testing';
import { CouncilHandler, ToCouncil } from './council.handler.js';
import { ListedAgreements, on, past, requestBy } from './testing.js';
import { ToUnit, UnitHandler } from './unit.handler.js';

let store: InMemoryEventStore;
let councils: CouncilHandler;
let units: UnitHandler;

beforeEach(async () => {
  store = new InMemoryEventStore();
  councils = new CouncilHandler(store, new ListedAgreements());
  units = new UnitHandler(store, new ListedAgreements());
  await past(store, `council-${COUNCIL}`, ...founded);
  await past(store, `unit-${UNIT}`, ...active);
});

const send = (wish: Wish<CouncilCommand>, date: string, by = secretariat) =>
  councils.execute(new ToCouncil(COUNCIL, wish, requestBy(by, on(date))));
const admit = (date: string, effectiveOn?: string) =>
  send({ type: 'AdmitMember', data: { unitId: UNIT, effectiveOn } }, date);
const recommend = (date: string) => {
  const wish = { type: 'RecommendUnit', data: { councilId: COUNCIL } } as const;
  return units.execute(new ToUnit(UNIT, wish, requestBy(qinhuai, on(date))));
};
const refusalOf = (sent: Promise<unknown>) =>
  sent.then(
    () => undefined,
    (error: unknown) => (error as DomainError).code,
  );

describe('A member', () => {
  const dated = (effectiveOn: string) =>
    [
      [[], { type: 'AdmitMember', data: { unitId: UNIT, effectiveOn } }],
      [[admitted], { type: 'SuspendMember', data: { unitId: UNIT, effectiveOn, reason } }],
      [
        [admitted, memberEvent('MemberSuspended', '2026-02-01')],
        { type: 'ResumeMember', data: { unitId: UNIT, effectiveOn } },
      ],
      [[admitted], { type: 'WithdrawMember', data: { unitId: UNIT, effectiveOn, reason } }],
    ] as const;

  it.each([0, 1, 2, 3])('C3: is not changed in a month that its council has closed (%s)', async (nr) => {
    await past(store, `period-${COUNCIL}-2026-03`, closed);
    const [before, wish] = dated('2026-03-31')[nr] as ReturnType<typeof dated>[number];
    await past(store, `council-${COUNCIL}`, ...before);
    expect(await refusalOf(send(wish, '2026-04-10'))).toBe('council/into-closed-period');
    const [, open] = dated('2026-04-01')[nr] as ReturnType<typeof dated>[number];
    expect((await send(open, '2026-04-10')).events).toHaveLength(1);
  });

  it('COUNCIL-b: that left comes back when its district recommends it again', async () => {
    await admit('2026-01-12');
    await send({ type: 'WithdrawMember', data: { unitId: UNIT, reason } }, '2026-03-02');
    expect(await refusalOf(admit('2026-03-03'))).toBe('council/recommended-before-leaving');
    expect((await recommend('2026-03-03')).events).toHaveLength(1);
    expect((await recommend('2026-03-03')).events).toEqual([]);
    expect((await admit('2026-03-04')).events).toMatchObject([{ type: 'MemberAdmitted' }]);
  });

  it('COUNCIL-b: that was vetoed is admitted when its district recommends it anew', async () => {
    const veto = (date: string) => send({ type: 'VetoMember', data: { unitId: UNIT, reason } }, date, city);
    await veto('2026-03-02');
    expect((await recommend('2026-03-02')).events).toEqual([]);
    expect(await refusalOf(admit('2026-03-02'))).toBe('council/member-vetoed');
    expect((await recommend('2026-03-03')).events).toHaveLength(1);
    await veto('2026-03-03');
    expect(await refusalOf(admit('2026-03-03'))).toBe('council/member-vetoed');
    expect((await recommend('2026-03-04')).events).toHaveLength(1);
    expect((await admit('2026-03-04')).events).toMatchObject([{ type: 'MemberAdmitted' }]);
  });
});
