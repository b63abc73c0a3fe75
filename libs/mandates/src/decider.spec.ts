import { describeStoredEvents } from '@lianjian/event-sourcing/stored-events-contract';
import { specify } from '@lianjian/event-sourcing/testing';
import { startOf } from '@lianjian/kernel/time';
import { type Actor, SYSTEM, within } from '@lianjian/permissions/actor';
import { GRANTABLE_ROLES, type MandateCommandOf, mandateCommands } from './commands.js';
import { mandates } from './decider.js';
import { type MandateEvent, mandateEvents } from './events.js';
import { inForceOn, mandateById } from './state.js';
import storedEvents from './stored-events.json' with { type: 'json' };

const ACCOUNT = '3d6c0a52-6d5f-4a7e-9f53-0c5a0e1b0007';
const MANDATE = '6a1b9a34-3c7f-4d0a-8f2e-1d0c9b7e5a01';
const NEXT = '6a1b9a34-3c7f-4d0a-8f2e-1d0c9b7e5a02';
const COUNCIL = 'c0000000-0000-4000-8000-000000000001';

const admin: Actor = { accountId: 'admin', mandateId: 'm', role: 'ADMIN', scope: '*' };
const basis = '区委组织部任职文件';
const reason = '工作岗位调整';

type Grant = MandateCommandOf<'GrantMandate'>;
type Revoke = MandateCommandOf<'RevokeMandate'>;
type Terms = Partial<Grant['data']>;

const terms = { role: 'DIST', scope: '320104', from: '2026-01-01', basis } as const;
const sent = (by: Actor) => ({ by, at: startOf('2026-03-02'), on: '2026-03-02' });
const grant = (changes: Terms = {}, by = admin, mandateId = NEXT): Grant => ({
  type: 'GrantMandate',
  data: { ...terms, ...changes },
  facts: { accountId: ACCOUNT, mandateId },
  ...sent(by),
});
const revoke = (effectiveOn?: string, mandateId = MANDATE): Revoke => ({
  type: 'RevokeMandate',
  data: { mandateId, effectiveOn, reason },
  facts: undefined,
  ...sent(admin),
});
const granted = (changes: Terms = {}, mandateId = MANDATE, grantedBy = 'admin'): MandateEvent => ({
  type: 'MandateGranted',
  data: { accountId: ACCOUNT, mandateId, ...terms, ...changes, grantedBy },
});
const revoked = (effectiveOn: string): MandateEvent => ({
  type: 'MandateRevoked',
  data: { mandateId: MANDATE, effectiveOn, reason },
});

const given = specify(mandates);
const after = (...events: MandateEvent[]) => events.reduce(mandates.evolve, mandates.initialState);

describe('A mandate', () => {
  describe('being granted', () => {
    it('records role, scope, term, basis and who granted it', () =>
      given()
        .when(grant({ to: '2026-12-31' }))
        .then(granted({ to: '2026-12-31' }, NEXT)));
    it('is granted by the service itself at first', () =>
      given()
        .when(grant({ role: 'ADMIN', scope: '*' }, SYSTEM))
        .then(granted({ role: 'ADMIN', scope: '*' }, NEXT, 'system')));
    it('MANDATE-self-grant: nobody grants himself one', () =>
      given()
        .when(grant({}, { ...admin, accountId: ACCOUNT }))
        .thenRefused('mandate/self-grant'));

    it.each<[Grant['data']['role'], string]>([
      ['CITY', '320100'],
      ['AUDIT', '320100'],
      ['DIST', '320104'],
      ['COORD', COUNCIL],
      ['UNIT', COUNCIL],
      ['ADMIN', '*'],
    ])('MANDATE-scope: %s may have the scope %s', (role, scope) =>
      given().when(grant({ role, scope })).then(granted({ role, scope }, NEXT)),
    );
    it.each<[Grant['data']['role'], string]>([
      ['CITY', '320104'],
      ['CITY', '320000'],
      ['AUDIT', '*'],
      ['DIST', '320100'],
      ['DIST', '320103'],
      ['DIST', '999999'],
      ['COORD', '320104'],
      ['UNIT', 'unit-1'],
      ['ADMIN', '320100'],
    ])('MANDATE-scope: %s may not have the scope %s', (role, scope) =>
      given().when(grant({ role, scope })).thenRefused('mandate/scope-does-not-fit'),
    );
    it('MANDATE-scope: a district is in force on the first day', () =>
      given()
        .when(grant({ scope: '320103', from: '2013-03-01' }))
        .then(granted({ scope: '320103', from: '2013-03-01' }, NEXT)));
    it('MANDATE-scope: SYSTEM is nobody’s role', () => {
      expect(mandateCommands.GrantMandate.safeParse({ ...terms, role: 'SYSTEM', scope: '*' }).success).toBe(false);
      expect(GRANTABLE_ROLES).not.toContain('SYSTEM');
    });

    it('MANDATE-term: does not end before it begins', () => {
      given()
        .when(grant({ to: '2025-12-31' }))
        .thenRefused('mandate/term-reversed');
      given()
        .when(grant({ to: '2026-01-01' }))
        .then(granted({ to: '2026-01-01' }, NEXT));
    });

    it('MANDATE-duplicate: shrugs at the same mandate', () => given(granted()).when(grant()).thenNothing());
    it('MANDATE-duplicate: refuses a second one of the same role and scope at the same time', () =>
      given(granted())
        .when(grant({ from: '2026-02-01' }))
        .thenRefused('mandate/duplicate'));
    it('MANDATE-duplicate: another scope is another mandate', () =>
      given(granted())
        .when(grant({ scope: '320102' }))
        .then(granted({ scope: '320102' }, NEXT)));
    it('MANDATE-duplicate: a new term may follow on the day after the old one', () => {
      given(granted({ to: '2026-06-30' }))
        .when(grant({ from: '2026-06-30' }))
        .thenRefused('mandate/duplicate');
      given(granted({ to: '2026-06-30' }))
        .when(grant({ from: '2026-07-01' }))
        .then(granted({ from: '2026-07-01' }, NEXT));
      given(granted(), revoked('2026-07-01'))
        .when(grant({ from: '2026-07-01' }))
        .then(granted({ from: '2026-07-01' }, NEXT));
    });

    it('MANDATE-separation: an administrator has no business role at the same time', () => {
      given(granted({ role: 'ADMIN', scope: '*' }))
        .when(grant())
        .thenRefused('mandate/admin-has-no-business-role');
      given(granted())
        .when(grant({ role: 'ADMIN', scope: '*' }))
        .thenRefused('mandate/admin-has-no-business-role');
    });
    it('MANDATE-separation: an administrator may have had one before', () =>
      given(granted(), revoked('2026-02-01'))
        .when(grant({ role: 'ADMIN', scope: '*', from: '2026-02-01' }))
        .then(granted({ role: 'ADMIN', scope: '*', from: '2026-02-01' }, NEXT)));
  });

  describe('being revoked', () => {
    it('ends on that date', () => given(granted()).when(revoke('2026-07-01')).then(revoked('2026-07-01')));
    it('ends today when no date is given', () => given(granted()).when(revoke()).then(revoked('2026-03-02')));
    it('shrugs when it is over by then', () => {
      given(granted(), revoked('2026-02-01')).when(revoke()).thenNothing();
      given(granted({ to: '2026-03-01' }))
        .when(revoke())
        .thenNothing();
    });
    it('may end earlier than was said before', () =>
      given(granted({ to: '2026-12-31' }), revoked('2026-07-01'))
        .when(revoke())
        .then(revoked('2026-03-02')));
    it('must have been granted', () => given(granted()).when(revoke(undefined, NEXT)).thenRefused('mandate/not-found'));
  });

  it('is the administrators’ business', () => {
    const others = [admin, SYSTEM, { ...admin, role: 'CITY', scope: '320100' } as Actor];
    expect(others.map((by) => within(by, mandates.reach(grant(), [])))).toEqual([true, true, false]);
    expect(others.map((by) => within(by, mandates.audience([])))).toEqual([true, true, false]);
  });
});

describe('The mandates of an account', () => {
  const rolesOn = (state: ReturnType<typeof after>, date: string) => inForceOn(state, date).map(({ role }) => role);

  it('say years later what was in force on a day', () => {
    const state = after(
      granted({ to: '2026-06-30' }),
      granted({ role: 'CITY', scope: '320100', from: '2026-05-01' }, NEXT),
    );
    expect(
      ['2025-12-31', '2026-01-01', '2026-05-01', '2026-06-30', '2026-07-01'].map((on) => rolesOn(state, on)),
    ).toEqual([[], ['DIST'], ['DIST', 'CITY'], ['DIST', 'CITY'], ['CITY']]);
  });
  it('end with the revocation', () => {
    const state = after(granted(), revoked('2026-07-01'));
    expect(['2026-06-30', '2026-07-01'].map((on) => rolesOn(state, on))).toEqual([['DIST'], []]);
  });
  it('never were where they were revoked before they began', () => {
    const state = after(granted({ from: '2026-06-01' }), revoked('2026-03-02'));
    expect(['2026-03-01', '2026-06-01', '2026-07-01'].map((on) => rolesOn(state, on))).toEqual([[], [], []]);
  });
  it('are found by their id', () => {
    expect(mandateById(after(granted()), MANDATE)).toMatchObject({ role: 'DIST', scope: '320104' });
    expect(mandateById(after(granted()), NEXT)).toBeUndefined();
  });
});

describeStoredEvents(mandates, mandateEvents, storedEvents);
