import { inForce, obligation } from '@lianjian/agreements/testing';
import { founded } from '@lianjian/councils/testing';
import type { Wish } from '@lianjian/event-sourcing/decider';
import { DomainError } from '@lianjian/event-sourcing/errors';
import type { NewEvent } from '@lianjian/event-sourcing/event-store';
import { load } from '@lianjian/event-sourcing/execute';
import { InMemoryEventStore } from '@lianjian/event-sourcing/in-memory-event-store';
import { reservation } from '@lianjian/event-sourcing/reservation';
import { closed } from '@lianjian/periods/examples';
import type { UnitCommand } from '@lianjian/units/commands';
import type { UnitEvent } from '@lianjian/units/events';
import {
  activated,
  active,
  actor,
  COUNCIL,
  profile,
  QINHUAI,
  qinhuai,
  reason,
  recommended,
  registered,
  SURVIVOR,
  secretariat,
  suspended,
  UNIT,
} from '@lianjian/units/testing';
import { ListedAgreements, on, past, registeredAs, requestBy } from './testing.js';
import { ToUnit, UnitHandler } from './unit.handler.js';

/** Holds every append to one stream until it is let go, or fails it. */
class HoldingStore extends InMemoryEventStore {
  held?: Readonly<{ stream: string; arrived: () => void; until: Promise<unknown> }>;

  /** Resolves once somebody is about to append to the stream; he goes on when `until` is settled. */
  hold(stream: string, until: Promise<unknown>): Promise<void> {
    return new Promise((arrived) => {
      this.held = { stream, arrived, until };
    });
  }

  override async append(stream: string, expected: number, events: readonly NewEvent[]) {
    const { held } = this;
    if (held?.stream === stream) {
      this.held = undefined;
      held.arrived();
      await held.until;
    }
    return super.append(stream, expected, events);
  }
}

const TODAY = '2026-04-10';
const USCC = '91320104DEM000022R';
const OTHER_USCC = '91320102DEM0000142';

let store: HoldingStore;
let handler: UnitHandler;

beforeEach(() => {
  store = new HoldingStore();
  handler = new UnitHandler(store, new ListedAgreements());
});

const send = (unitId: string, wish: Wish<UnitCommand>, by = qinhuai, at = on(TODAY)) =>
  handler.execute(new ToUnit(unitId, wish, requestBy(by, at)));
const later = (seconds: number) => new Date(Date.parse(on(TODAY)) + seconds * 1000).toISOString();
const codeOf = (sent: Promise<unknown>) =>
  sent.then(
    () => undefined,
    (error: unknown) => {
      expect(error).toBeInstanceOf(DomainError);
      return (error as DomainError).code;
    },
  );

describe('UNIT-a: the credit code of a unit', () => {
  const holderOf = async (uscc: string) => (await load(store, reservation, `uscc-${uscc}`)).state.holder;
  const activate = (unitId: string, by = secretariat, at = on(TODAY)) =>
    send(unitId, { type: 'ActivateUnit', data: { councilId: COUNCIL } }, by, at);
  const recommender = { ...secretariat, accountId: qinhuai.accountId };
  const correctTo = (uscc: string) => {
    const hostEntities = [{ name: '示例甲商贸有限公司', uscc }];
    return send(UNIT, { type: 'CorrectUnitProfile', data: { hostEntities, reason } });
  };

  // Both registered with the same code, as the units of two people who do not know of each other.
  beforeEach(async () => {
    await past(store, `unit-${UNIT}`, registered, recommended);
    await past(store, `unit-${SURVIVOR}`, registeredAs(SURVIVOR), recommended);
  });

  it('is reserved with its activation', async () => {
    await activate(UNIT);
    expect(await holderOf(USCC)).toBe(`unit-${UNIT}`);
    expect(await codeOf(activate(SURVIVOR))).toBe('unit/uscc-taken');
  });

  it('is one unit’s when two are activated at once', async () => {
    const codes = await Promise.all([UNIT, SURVIVOR].map((unitId) => codeOf(activate(unitId))));
    expect(codes.sort()).toEqual(['unit/uscc-taken', undefined]);
  });

  it('is not touched by a command that is refused', async () => {
    expect(await codeOf(activate(UNIT, recommender))).toBe('unit/recommender-cannot-activate');
    expect(await store.read(`reservation-uscc-${USCC}`)).toEqual([]);
    await activate(SURVIVOR);
  });

  it('is not touched by a command that changes nothing', async () => {
    await past(store, `unit-${UNIT}`, activated);
    expect((await activate(UNIT)).events).toEqual([]);
    expect(await store.read(`reservation-uscc-${USCC}`)).toEqual([]);
  });

  it('is not freed by a command about the same unit that is refused meanwhile', async () => {
    let goOn: () => void = () => {};
    const arrived = store.hold(
      `unit-${UNIT}`,
      new Promise<void>((resolve) => {
        goOn = resolve;
      }),
    );
    const first = activate(UNIT);
    await arrived;
    expect(await codeOf(activate(UNIT, recommender))).toBe('unit/recommender-cannot-activate');
    expect(await codeOf(activate(SURVIVOR))).toBe('unit/uscc-taken');
    goOn();
    await first;
    expect(await holderOf(USCC)).toBe(`unit-${UNIT}`);
  });

  it('passes to who asks after the grace when its activation broke off', async () => {
    void store.hold(`unit-${UNIT}`, Promise.reject(new Error('Connection lost')));
    await expect(activate(UNIT)).rejects.toThrow('Connection lost');
    expect(await codeOf(activate(SURVIVOR, secretariat, later(59)))).toBe('unit/uscc-taken');
    await activate(SURVIVOR, secretariat, later(61));
    expect(await codeOf(activate(UNIT, secretariat, later(62)))).toBe('unit/uscc-taken');
  });

  it('is anybody’s once the unit corrected it, and the corrected one is the unit’s', async () => {
    await activate(UNIT);
    await correctTo(OTHER_USCC);
    await activate(SURVIVOR, secretariat, later(61));
    expect([await holderOf(USCC), await holderOf(OTHER_USCC)]).toEqual([`unit-${SURVIVOR}`, `unit-${UNIT}`]);
  });

  it('is refused to a correction when it is another’s', async () => {
    await past(store, `unit-${SURVIVOR}`, {
      type: 'UnitProfileCorrected',
      data: { changes: { hostEntities: [{ name: '示例乙有限公司', uscc: OTHER_USCC }] }, reason },
    });
    await activate(UNIT);
    await activate(SURVIVOR);
    expect(await codeOf(correctTo(OTHER_USCC))).toBe('unit/uscc-taken');
  });
});

describe('What the streams of others say about a unit', () => {
  beforeEach(async () => {
    await past(store, `council-${COUNCIL}`, ...founded);
    await past(store, `unit-${UNIT}`, ...active);
  });

  describe('when its council has closed March', () => {
    beforeEach(() => past(store, `period-${COUNCIL}-2026-03`, closed));

    const into = { intoUnitId: SURVIVOR };
    const changes = (effectiveOn: string): readonly (readonly [readonly UnitEvent[], Wish<UnitCommand>])[] => [
      [[], { type: 'SuspendUnit', data: { effectiveOn, reason } }],
      [[suspended], { type: 'ReactivateUnit', data: { effectiveOn } }],
      [[], { type: 'WithdrawUnit', data: { effectiveOn, reason } }],
      [[], { type: 'MergeUnit', data: { effectiveOn, reason, ...into } }],
      [[], { type: 'RequestUnitTransfer', data: { effectiveOn, reason, toDistrict: '320102' } }],
    ];

    it.each([0, 1, 2, 3, 4])('C3: nothing is dated back into it (%s)', async (nr) => {
      const survivor = [registeredAs(SURVIVOR), recommended, activated];
      await past(store, `unit-${SURVIVOR}`, ...survivor);
      const [before, wish] = changes('2026-03-31')[nr] as ReturnType<typeof changes>[number];
      await past(store, `unit-${UNIT}`, ...before);
      expect(await codeOf(send(UNIT, wish))).toMatch(/into-closed-period$/);
      const [, open] = changes('2026-04-01')[nr] as ReturnType<typeof changes>[number];
      expect((await send(UNIT, open)).events).toHaveLength(1);
    });

    it('C3: nor is it activated there', async () => {
      await past(store, `unit-${SURVIVOR}`, registeredAs(SURVIVOR), recommended);
      const activate = (effectiveOn: string) =>
        send(SURVIVOR, { type: 'ActivateUnit', data: { councilId: COUNCIL, effectiveOn } }, secretariat);
      expect(await codeOf(activate('2026-03-31'))).toBe('unit/into-closed-period');
      expect((await activate('2026-04-01')).events).toHaveLength(1);
    });
  });

  it('C3: the months of a council that it has nothing to do with do not matter', async () => {
    await past(store, 'period-c0000000-0000-4000-8000-000000000009-2026-03', closed);
    const wish = { type: 'SuspendUnit', data: { effectiveOn: '2026-03-31', reason } } as const;
    expect((await send(UNIT, wish)).events).toHaveLength(1);
  });

  it('UNIT-d: it neither leaves nor is merged while it owes something under an agreement', async () => {
    await past(store, 'agreement-one', ...inForce({ obligations: [obligation('o1', UNIT)] }));
    await past(store, `unit-${SURVIVOR}`, registeredAs(SURVIVOR), recommended, activated);
    handler = new UnitHandler(store, new ListedAgreements(['one']));
    const merge = { type: 'MergeUnit', data: { intoUnitId: SURVIVOR, reason } } as const;
    expect(await codeOf(send(UNIT, { type: 'WithdrawUnit', data: { reason } }))).toBe('unit/open-obligations');
    expect(await codeOf(send(UNIT, merge))).toBe('unit/open-obligations');
  });

  it('UNIT-d: it is merged into an active unit of its own district', async () => {
    const merge = { type: 'MergeUnit', data: { intoUnitId: SURVIVOR, reason } } as const;
    expect(await codeOf(send(UNIT, merge))).toBe('unit/survivor-not-active');
    const elsewhere = registeredAs(SURVIVOR);
    Object.assign(elsewhere.data, { districtCode: '320102' });
    await past(store, `unit-${SURVIVOR}`, elsewhere, recommended, activated);
    expect(await codeOf(send(UNIT, merge))).toBe('unit/survivor-elsewhere');
  });

  it('UNIT-b: a council’s office registers units of its host districts only', async () => {
    const register = (districtCode: string) => {
      const data = { ...profile, hostEntities: profile.hostEntities, districtCode, councilId: COUNCIL };
      return send('5f0c1c5e-3a51-4c0e-9a51-6c2b6d1f0a07', { type: 'RegisterUnit', data }, secretariat);
    };
    expect(await codeOf(register('320105'))).toBe('unit/not-a-host-district');
    expect((await register(QINHUAI)).events).toMatchObject([{ type: 'UnitRegistered' }]);
  });

  it('is nothing that an office of another council may ask for', async () => {
    const stranger = actor('stranger', 'COORD', 'c0000000-0000-4000-8000-000000000009');
    const wish = { type: 'SuspendUnit', data: { reason } } as const;
    expect(await codeOf(send(UNIT, wish, stranger))).toBe('resource/not-found');
    expect(await codeOf(send(UNIT, wish, secretariat))).toBe('permission/out-of-scope');
  });
});
