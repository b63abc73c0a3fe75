import { held, planned } from '@lianjian/activities/examples';
import * as agreements from '@lianjian/agreements/testing';
import { term } from '@lianjian/councils/testing';
import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import { corrected, generated, published, first as publishedContent } from '@lianjian/periods/examples';
import type { Actor } from '@lianjian/permissions/actor';
import * as projects from '@lianjian/projects/testing';
import {
  AGREEMENT,
  admitted,
  BANK,
  BIRTHDAY,
  BIRTHDAY_AGAIN,
  birthday,
  COUNCIL,
  closedMonth,
  confirmed,
  council,
  FAR_COUNCIL,
  FAR_UNIT,
  fulfilled,
  GULOU,
  GUSU,
  LIBRARY,
  MALL,
  PROJECT,
  QINHUAI,
  reason,
  registeredUnit,
  SCHOOL,
  THEATRE,
  written,
  XUANWU,
} from '../examples.js';
import { type Json, ReadSide, somebody } from '../testing.js';
import type { WorkOperation } from './work-item.js';

const NOW = '2026-04-10T04:00:00.000Z';
const WRITTEN_AT = '2026-04-10T01:00:00.000Z';
const city = somebody('CITY', '320100');
const [xuanwu, qinhuai] = [somebody('DIST', XUANWU), somebody('DIST', QINHUAI)];
const office = somebody('COORD', COUNCIL);
const [bank, mall, theatre] = [somebody('UNIT', BANK), somebody('UNIT', MALL), somebody('UNIT', THEATRE)];
const STRANGERS = [
  ...[somebody('CITY', '320500'), somebody('DIST', GUSU), somebody('COORD', FAR_COUNCIL), somebody('UNIT', FAR_UNIT)],
  ...[somebody('AUDIT', '320100'), somebody('ADMIN', '*')],
];

let side: ReadSide;
let nr = 0;
/** An object of its own for every test. */
const newId = () => `77777777-0000-4000-8000-${String(++nr).padStart(12, '0')}`;
const append = (stream: string, ...events: readonly DomainEvent[]) => side.append(stream, WRITTEN_AT, ...events);

beforeAll(async () => {
  side = await ReadSide.start(NOW);
  for (const [stream, events] of written) await append(stream, ...events);
}, 60_000);
afterAll(() => side?.stop());

let instant = NOW;
const listOf = async (actor: Actor, asOf = instant) => (await side.get(`work-list?asOf=${asOf}`, actor)).body as Json;
const itemOf = async (actor: Actor, operation: WorkOperation, id: string): Promise<Json> =>
  (await listOf(actor)).items.find((item: Json) => item.operation === operation && item.subject.id === id);

/** Asks about an instant to come, as if it were that late. */
async function at(then: string, ask: () => Promise<void>) {
  instant = then;
  await ask().finally(() => {
    instant = NOW;
  });
}

/** That it waits for just these of all who could be meant. */
async function expectFor(waiting: readonly Actor[], operation: WorkOperation, id: string, item: object = {}) {
  for (const actor of waiting) {
    expect([actor.role, await itemOf(actor, operation, id)]).toMatchObject([actor.role, { operation, ...item }]);
  }
  const others = [city, xuanwu, qinhuai, office, bank, mall, theatre].filter((each) => !waiting.includes(each));
  for (const other of others) expect([other.role, await itemOf(other, operation, id)]).toEqual([other.role, undefined]);
  for (const stranger of STRANGERS) {
    expect([stranger, (await listOf(stranger)).items.filter((each: Json) => each.subject.id === id)]).toEqual([
      ...[stranger, []],
    ]);
  }
}

describe('A unit', () => {
  const stream = `unit-${LIBRARY}`;
  const recommended = (recommendedBy: string): DomainEvent => ({
    type: 'UnitRecommended',
    data: { councilId: COUNCIL, districtCode: XUANWU, recommendedBy, recommendedOn: '2026-04-02' },
  });

  it('waits for its district, then for the office, step by step', async () => {
    await append(stream, registeredUnit(LIBRARY, 8, '中共示例图书馆支部委员会'));
    await expectFor([xuanwu], 'recommendUnit', LIBRARY, {
      ...{ subject: { kind: 'unit', code: 'DW-320102-2026-0008', title: '中共示例图书馆支部委员会' } },
      ...{ since: '2026-01-05', dueOn: null, overdue: false },
    });

    await append(stream, recommended('somebody'));
    await expectFor([], 'recommendUnit', LIBRARY);
    // Nobody can be reached there yet.
    await expectFor([], 'activateUnit', LIBRARY);
    await append(stream, { type: 'UnitContactChanged', data: { contactRef: 'ref' } });
    await expectFor([office], 'activateUnit', LIBRARY, { councilId: COUNCIL, since: '2026-04-02' });

    await append(stream, { type: 'UnitActivated', data: { councilId: COUNCIL, effectiveOn: '2026-04-03' } });
    await expectFor([], 'activateUnit', LIBRARY);
    await expectFor([office], 'admitMember', LIBRARY, { councilId: COUNCIL, since: '2026-04-03' });
    await append(`council-${COUNCIL}`, admitted(LIBRARY));
    await expectFor([], 'admitMember', LIBRARY);
  });

  it('that has left, or was vetoed, waits again only after a new recommendation', async () => {
    await append(`council-${COUNCIL}`, {
      type: 'MemberWithdrawn',
      data: { unitId: LIBRARY, effectiveOn: '2026-04-05', reason },
    });
    await expectFor([], 'admitMember', LIBRARY);
    const again = { councilId: COUNCIL, districtCode: XUANWU, recommendedBy: 'x', recommendedOn: '2026-04-06' };
    await append(stream, { type: 'UnitRecommended', data: again });
    await expectFor([office], 'admitMember', LIBRARY);
    await append(`council-${COUNCIL}`, { type: 'MemberVetoed', data: { unitId: LIBRARY, reason } });
    await expectFor([], 'admitMember', LIBRARY);
  });

  it('waits for nobody who took the step before', async () => {
    await append(stream, {
      type: 'UnitRecommended',
      data: {
        ...{ councilId: COUNCIL, districtCode: XUANWU, recommendedBy: office.accountId },
        recommendedOn: '2026-04-11',
      },
    });
    await expectFor([], 'admitMember', LIBRARY);
  });

  it('waits for the district it moves to, unless a closed month would change', async () => {
    const transfer = (effectiveOn: string, requestedBy = 'a'): DomainEvent => ({
      type: 'UnitTransferRequested',
      data: { from: XUANWU, to: QINHUAI, effectiveOn, requestedBy, reason },
    });
    const declined: DomainEvent = { type: 'UnitTransferDeclined', data: { from: XUANWU, to: QINHUAI, reason } };
    await append(stream, transfer('2026-05-01'));
    await expectFor([qinhuai], 'acceptUnitTransfer', LIBRARY, { since: '2026-04-10' });
    await append(stream, declined, transfer('2026-05-01', qinhuai.accountId));
    await expectFor([], 'acceptUnitTransfer', LIBRARY);
    // March is closed.
    await append(stream, declined, transfer('2026-03-15'));
    await expectFor([], 'acceptUnitTransfer', LIBRARY);
    await append(stream, declined);
  });
});

describe('A council', () => {
  it('that was proposed waits for the city, and for its only district', async () => {
    const [id, single] = [newId(), newId()];
    const [proposed, established] = council(id, 4, '示例联席会', [XUANWU, QINHUAI]) as [DomainEvent, DomainEvent];
    await append(`council-${id}`, proposed);
    await expectFor([city], 'establishCouncil', id, { since: '2026-01-05', councilId: id });
    await append(`council-${id}`, established);
    await expectFor([], 'establishCouncil', id);

    await append(`council-${single}`, ...council(single, 5, '示例大工委', [QINHUAI]).slice(0, 1));
    await expectFor([city, qinhuai], 'establishCouncil', single);
  });

  it('whose chair is handed over waits for each of the two districts until it has signed', async () => {
    const stream = `council-${COUNCIL}`;
    await append(stream, term(XUANWU, '2026-01-10', '2026-05-31'), term(QINHUAI, '2026-06-01', '2026-12-31'));
    // Not yet: it is announced thirty days ahead.
    await expectFor([], 'handOverDuty', COUNCIL);
    await at('2026-05-05T04:00:00.000Z', async () => {
      await expectFor([xuanwu, qinhuai], 'handOverDuty', COUNCIL, { dueOn: '2026-06-01', overdue: false });
      const handover = { fromDistrict: XUANWU, toDistrict: QINHUAI, handoverOn: '2026-06-01' };
      await append(stream, {
        type: 'DutyHandoverSigned',
        data: { ...handover, signedFor: XUANWU, signedBy: 'office' },
      });
      await expectFor([qinhuai], 'handOverDuty', COUNCIL);
      await append(stream, { type: 'DutyHandedOver', data: { ...handover, fromSignedBy: 'a', toSignedBy: 'b' } });
      await expectFor([], 'handOverDuty', COUNCIL);
    });
  });
});

describe('An agreement', () => {
  const over = { parties: [agreements.party(BANK), agreements.party(MALL)], projectIds: [] };
  const partyUnits = [
    { ...agreements.partyUnit(BANK), districtCode: XUANWU },
    { ...agreements.partyUnit(MALL), districtCode: QINHUAI },
  ];
  const draft = (terms: object = over): DomainEvent => {
    const { type, data } = agreements.drafted(terms);
    return { type, data: { ...data, agreementNo: `GJ-320102-2026-1${nr}`, councilId: COUNCIL, partyUnits } };
  };
  const frozen = (terms: object = over): DomainEvent => {
    const { type, data } = agreements.frozen(terms);
    return { type, data: { ...data, partyUnits } };
  };
  const signedBy = (unitId: string, count: number, terms: object = over) =>
    agreements.signedBy(unitId, '2026-04-09', count, terms);

  it('waits to be frozen by the office that drafted it, then for each party until it has signed', async () => {
    const id = newId();
    const stream = `agreement-${id}`;
    await append(stream, draft());
    await expectFor([office], 'freezeAgreementText', id, { since: '2026-04-10' });
    await append(stream, frozen());
    await expectFor([], 'freezeAgreementText', id);
    await expectFor([bank, mall], 'signAgreement', id, { since: '2026-04-10' });
    await append(stream, signedBy(BANK, 1));
    await expectFor([mall], 'signAgreement', id);
    await expectFor([], 'fileAgreement', id);
    await append(stream, signedBy(MALL, 2), agreements.signed('2026-04-09', over));
    await expectFor([], 'signAgreement', id);

    await expectFor([xuanwu, qinhuai], 'fileAgreement', id, { since: '2026-04-09' });
    await append(stream, { type: 'AgreementFiled', data: { districtCode: XUANWU, on: '2026-04-10' } });
    await expectFor([qinhuai], 'fileAgreement', id);
    await append(stream, { type: 'AgreementVoided', data: { reason, legalInvalidity: true } });
    await expectFor([], 'fileAgreement', id);
  });

  it('that was sent back waits to be frozen again, and for no signature', async () => {
    const id = newId();
    await append(`agreement-${id}`, draft(), frozen(), {
      type: 'AgreementDeclined',
      data: { unitId: MALL, reason, clearedSigners: [] },
    });
    await expectFor([office], 'freezeAgreementText', id, { note: expect.stringContaining('退回') });
    await expectFor([], 'signAgreement', id);
  });

  it('of a long term waits for its districts before it waits for signatures', async () => {
    const id = newId();
    const long = { ...over, termTo: '2029-12-31' };
    await append(`agreement-${id}`, draft(long), frozen(long));
    await expectFor([xuanwu, qinhuai], 'approveLongTerm', id);
    await expectFor([], 'signAgreement', id);
    const approval = { districtCode: XUANWU, termFrom: '2026-01-01', termTo: '2029-12-31' };
    await append(`agreement-${id}`, { type: 'AgreementLongTermApproved', data: approval });
    await expectFor([], 'approveLongTerm', id);
    await expectFor([bank, mall], 'signAgreement', id);
  });

  it('with a party that is not active does not wait for the last signature', async () => {
    const id = newId();
    const withSchool = { ...over, parties: [agreements.party(BANK), agreements.party(SCHOOL)] };
    const units = [partyUnits[0], { ...agreements.partyUnit(SCHOOL), districtCode: GULOU }];
    const [drafted, ready] = [draft(withSchool), frozen(withSchool)];
    await append(`agreement-${id}`, { ...drafted, data: { ...drafted.data, partyUnits: units } });
    await expectFor([], 'freezeAgreementText', id);
    await append(`agreement-${id}`, { ...ready, data: { ...ready.data, partyUnits: units } });
    await expectFor([bank], 'signAgreement', id);
    await append(`agreement-${id}`, agreements.signedBy(SCHOOL, '2026-04-09', 1, withSchool));
    await expectFor([], 'signAgreement', id);
  });

  it('in force waits for what is due within sixty days, then for the other party to confirm it', async () => {
    await expectFor([], 'fulfilObligation', AGREEMENT);
    await at('2026-11-10T04:00:00.000Z', async () => {
      const item = { dueOn: '2026-12-31', overdue: false, since: '2026-01-20', detail: { obligationId: 'o1' } };
      expect(await itemOf(bank, 'fulfilObligation', AGREEMENT)).toMatchObject(item);
      expect(await itemOf(mall, 'fulfilObligation', AGREEMENT)).toMatchObject({ detail: { obligationId: 'o2' } });
      await append(`agreement-${AGREEMENT}`, fulfilled('o1', BANK, 2));
      expect(await itemOf(bank, 'fulfilObligation', AGREEMENT)).toBeUndefined();
      await expectFor([mall], 'confirmObligation', AGREEMENT, { since: '2026-03-20', detail: { obligationId: 'o1' } });
      await append(`agreement-${AGREEMENT}`, confirmed('o1', MALL, 2, false));
      await expectFor([], 'confirmObligation', AGREEMENT);
      expect(await itemOf(bank, 'fulfilObligation', AGREEMENT)).toMatchObject({ detail: { obligationId: 'o1' } });
      await append(`agreement-${AGREEMENT}`, { type: 'AgreementTerminated', data: { ...ended, reason } });
      await expectFor([], 'fulfilObligation', AGREEMENT);
    });
  });
  const ended = { unitId: BANK, effectiveOn: '2026-11-01', openObligations: [] };
});

describe('A project', () => {
  const mine = {
    ...{ councilId: COUNCIL, districts: [XUANWU, QINHUAI], leadDistrict: XUANWU },
    ...{ leadUnitId: BANK, partnerUnitIds: [MALL] },
  };
  const registered = () => projects.registered('2026-02-10', [QINHUAI], `XM-320102-2026-1${nr}`);

  it('waits for the lead district, the other districts, and the lead district again', async () => {
    const id = newId();
    const stream = `project-${id}`;
    await append(stream, projects.proposed(mine));
    await expectFor([xuanwu], 'registerProject', id, { since: '2026-02-01', subject: { code: null } });
    await append(stream, registered());
    await expectFor([], 'registerProject', id);
    await expectFor([qinhuai], 'consentToProject', id, { since: '2026-02-10' });
    await expectFor([], 'openProjectClaiming', id);
    await append(stream, projects.consented(QINHUAI));
    await expectFor([], 'consentToProject', id);
    await expectFor([xuanwu], 'openProjectClaiming', id);
    await append(stream, projects.claimingOpened);
    await expectFor([], 'openProjectClaiming', id);
  });

  it('of the whole city waits for the city', async () => {
    const id = newId();
    await append(`project-${id}`, projects.proposed({ ...mine, registeringAuthority: 'CITY' }));
    await expectFor([city], 'registerProject', id);
  });

  it('with a district that is none of its council waits for nobody to register it', async () => {
    const id = newId();
    await append(`project-${id}`, projects.proposed({ ...mine, districts: [XUANWU, GULOU] }));
    await expectFor([], 'registerProject', id);
  });

  it('waits for its lead side to accept a claim, while the slot holds it and somebody else offered it', async () => {
    const id = newId();
    const stream = `project-${id}`;
    const offered = (claimId: string, quantity: number, offeredBy = 'mall'): DomainEvent => ({
      type: 'ProjectClaimOffered',
      data: {
        ...{ claimId, unitId: MALL, slotId: 's1', quantity, plannedOn: '2026-05-10', promise: '每月一次' },
        ...{ offeredBy, on: '2026-03-0'.concat(claimId.slice(1)) },
      },
    });
    await append(stream, projects.proposed(mine), registered(), projects.claimingOpened);
    await append(stream, offered('c1', 9), offered('c2', 1, bank.accountId));
    expect(await itemOf(bank, 'acceptProjectClaim', id)).toBeUndefined();
    expect(await itemOf(xuanwu, 'acceptProjectClaim', id)).toMatchObject({ detail: { claimId: 'c2' } });
    await append(stream, {
      type: 'ProjectClaimDeclined',
      data: { claimId: 'c2', unitId: MALL, reason, on: '2026-03-03' },
    });
    await append(stream, offered('c3', 2));
    await expectFor([bank, xuanwu], 'acceptProjectClaim', id, { detail: { claimId: 'c3' }, since: '2026-03-03' });
    const accepted = { claimId: 'c3', unitId: MALL, slotId: 's1', quantity: 2, on: '2026-03-04' };
    await append(stream, { type: 'ProjectClaimAccepted', data: accepted });
    await expectFor([], 'acceptProjectClaim', id);
  });

  it('waits for its lead unit to start it, once it is signed and agreed to', async () => {
    const id = newId();
    const stream = `project-${id}`;
    await append(stream, projects.proposed(mine), registered(), projects.linked(PROJECT_AGREEMENT));
    await expectFor([], 'startProject', id);
    await append(stream, projects.consented(QINHUAI));
    await expectFor([bank], 'startProject', id, { dueOn: '2026-03-01', overdue: true, since: '2026-02-25' });
    await append(stream, projects.started());
    await expectFor([], 'startProject', id);
  });
  const PROJECT_AGREEMENT = newId();
  beforeAll(async () => {
    const over = { parties: [agreements.party(BANK), agreements.party(MALL)] };
    const units = [BANK, MALL].map((unitId) => agreements.partyUnit(unitId));
    await append(
      `agreement-${PROJECT_AGREEMENT}`,
      ...agreements.inForce(over).map((event): DomainEvent => {
        const isText = event.type === 'AgreementDrafted' || event.type === 'AgreementTextFrozen';
        return isText ? { ...event, data: { ...event.data, partyUnits: units } } : event;
      }),
    );
  });

  it('that runs waits for its milestones, then for its acceptance', async () => {
    const stream = `project-${PROJECT}`;
    const reached = (milestoneId: string, reachedOn: string): DomainEvent => ({
      type: 'MilestoneReached',
      data: { milestoneId, reachedOn, dueOn: reachedOn, originalDueOn: reachedOn, evidence: '聘书发放完毕' },
    });
    await expectFor([bank], 'reachMilestone', PROJECT, {
      ...{ dueOn: '2026-04-30', overdue: false, since: '2026-03-01', detail: { milestoneId: 'm1' } },
      note: expect.stringContaining('组建导师团'),
    });
    await append(stream, reached('m1', '2026-04-08'));
    // The other one is far ahead.
    await expectFor([], 'reachMilestone', PROJECT);
    await expectFor([], 'requestProjectAcceptance', PROJECT);
    await append(stream, reached('m2', '2026-04-09'));
    await expectFor([bank], 'requestProjectAcceptance', PROJECT, { dueOn: '2026-09-30', since: '2026-04-09' });
    await append(stream, projects.acceptanceRequested('2026-04-10'));
    await expectFor([], 'requestProjectAcceptance', PROJECT);
    await expectFor([xuanwu], 'acceptProject', PROJECT, { since: '2026-04-10' });
    const completed = { completedOn: '2026-04-10', on: '2026-04-10' };
    await append(stream, { type: 'ProjectCompleted', data: completed });
    await expectFor([], 'acceptProject', PROJECT);
  });
});

describe('An activity', () => {
  it('that was planned waits for its hosts once it should have begun', async () => {
    const id = newId();
    const plan = { ...birthday, activityId: id, startAt: '2026-04-10T03:00:00.000Z', startOn: '2026-04-10' };
    await append(`activity-${id}`, planned(plan));
    // Closed by the fifth working day of May.
    await expectFor([bank, mall], 'recordActivity', id, { since: '2026-04-10', dueOn: '2026-05-11' });
    await append(`activity-${id}`, held(plan));
    await expectFor([], 'recordActivity', id);
  });

  it('that lies ahead waits for nobody', async () => {
    const id = newId();
    const plan = { ...birthday, activityId: id, startAt: '2026-04-10T05:00:00.000Z', startOn: '2026-04-10' };
    await append(`activity-${id}`, planned(plan));
    await expectFor([], 'recordActivity', id);
  });

  it('with a corrected headcount of a closed month waits for the districts, with a disputed one for the office', async () => {
    const stream = `activity-${BIRTHDAY}`;
    const proposal = { participantKey: BANK, to: { onSite: 13, remote: 1 }, reason, proposedBy: 'o' };
    await append(stream, {
      type: 'ParticipationCorrectionProposed',
      data: { ...proposal, settlesDispute: false },
    });
    const item = { since: '2026-04-10', detail: { participantKey: BANK } };
    await expectFor([xuanwu, qinhuai], 'approveParticipationCorrection', BIRTHDAY, item);
    // The district of a guest is asked for nothing.
    expect(await itemOf(somebody('DIST', GULOU), 'approveParticipationCorrection', BIRTHDAY)).toBeUndefined();
    await append(stream, { type: 'ParticipationCorrectionRejected', data: { participantKey: BANK, reason } });
    await expectFor([], 'approveParticipationCorrection', BIRTHDAY);

    const claimed = { onSite: 9, remote: 0 };
    await append(stream, {
      type: 'ParticipationDisputed',
      data: { participantKey: MALL, claimed, reason, disputedBy: 'mall' },
    });
    await expectFor([office], 'resolveDispute', BIRTHDAY, { since: '2026-04-10', detail: { participantKey: MALL } });
    await append(stream, {
      type: 'ParticipationDisputeResolved',
      data: { participantKey: MALL, outcome: 'UPHELD', reason },
    });
    await expectFor([], 'resolveDispute', BIRTHDAY);
  });

  it('that looks like another one waits for the office while its month is open', async () => {
    // Those of March are alike, too, and for a district to unite.
    await expectFor([], 'mergeActivity', BIRTHDAY);
    const [id, again] = [newId(), newId()];
    const mine = { ...birthday, title: '春季联合读书会', startAt: '2026-04-02T06:00:00.000Z', startOn: '2026-04-02' };
    await append(`activity-${id}`, held({ ...mine, activityId: id }));
    await append(`activity-${again}`, held({ ...mine, activityId: again, startAt: '2026-04-02T07:00:00.000Z' }));
    await expectFor([office], 'mergeActivity', id, { dueOn: '2026-05-11', detail: { otherActivityId: again } });
    await append(`activity-${again}`, { type: 'ActivityMergedInto', data: { intoActivityId: id, reason } });
    await expectFor([], 'mergeActivity', id);
    expect(await itemOf(office, 'mergeActivity', BIRTHDAY_AGAIN)).toBeUndefined();
  });
});

describe('A month', () => {
  const months = async (operation: WorkOperation, actor: Actor = office) =>
    (await listOf(actor)).items.filter((item: Json) => item.operation === operation).map((item: Json) => item.detail);

  it('waits to be closed once it is over, then for its report, and for somebody else to publish that', async () => {
    expect(await months('closePeriod')).toEqual([]);
    await at('2026-05-06T04:00:00.000Z', async () => {
      const item = { dueOn: '2026-05-11', overdue: false, since: '2026-05-01', subject: { kind: 'period' } };
      await expectFor([office], 'closePeriod', COUNCIL, item);
      await append(`period-${COUNCIL}-2026-04`, closedMonth(COUNCIL, [XUANWU, QINHUAI], '2026-04'));
      expect(await months('closePeriod')).toEqual([]);
      expect(await months('generateReport')).toEqual([{ month: '2026-04', reportCode: 'R-01' }]);
      expect(await months('publishReport')).toEqual([{ month: '2026-03', reportCode: 'R-01' }]);
      const own = { ...generated().data, generatedBy: office.accountId };
      await append(`period-${COUNCIL}-2026-04`, { type: 'ReportGenerated', data: own });
      expect(await months('generateReport')).toEqual([]);
      // Who prepared it does not publish it.
      expect(await months('publishReport')).toEqual([{ month: '2026-03', reportCode: 'R-01' }]);
      await append(`period-${COUNCIL}-2026-03`, published(1, publishedContent));
      expect(await months('publishReport')).toEqual([]);
      await append(`period-${COUNCIL}-2026-03`, corrected);
      expect(await months('publishReport')).toEqual([{ month: '2026-03', reportCode: 'R-01' }]);
      for (const other of [city, xuanwu, bank, ...STRANGERS.slice(-2)]) {
        expect(await months('publishReport', other)).toEqual([]);
      }
    });
  });

  it('waits in its turn where the one before it is open, too', async () => {
    await at('2026-07-02T04:00:00.000Z', async () => {
      expect(await months('closePeriod')).toEqual([{ month: '2026-05' }, { month: '2026-06' }]);
      const [may] = (await listOf(office)).items;
      expect(may).toMatchObject({ operation: 'closePeriod', overdue: true, subject: { id: COUNCIL, code: '2026-05' } });
      expect(may.subject.title).toBe('新街口商圈党建联席会2026年5月');
    });
  });
});

describe('The list', () => {
  it('has what is due first, then what has waited longest, and every key once', async () => {
    await at('2026-12-20T04:00:00.000Z', async () => {
      for (const actor of [xuanwu, office, bank, mall]) {
        const { items } = await listOf(actor);
        const order = items.map(({ dueOn, since }: Json) => `${dueOn ?? '9999'} ${since ?? '9999'}`);
        expect(order).toEqual([...order].sort());
        expect(new Set(items.map(({ key }: Json) => key)).size).toBe(items.length);
      }
    });
  });

  it('is what was known at an instant, and what is known now where none is named', async () => {
    expect(await listOf(bank, '2026-04-10T00:59:59.999Z')).toEqual({ items: [], more: false });
    const { body } = await side.get('work-list', bank);
    expect(body.items).not.toEqual([]);
    expect(body).toEqual(await listOf(bank, NOW));
  });

  it('sees at once what was written before the position that is named', async () => {
    const id = newId();
    const position = await append(`council-${id}`, ...council(id, 6, '示例联席会二', [XUANWU]).slice(0, 1));
    const { body } = await side.send(`/api/v1/work-list?minPosition=${encodeURIComponent(position)}`, xuanwu);
    expect(body.items.map(({ subject }: Json) => subject.id)).toContain(id);
  });

  it('ends at two hundred, and says so', async () => {
    const district = somebody('DIST', GULOU);
    for (let each = 0; each < 201; each += 1) {
      const id = newId();
      const unit = registeredUnit(SCHOOL, 1, `中共示例单位${each}支部委员会`) as DomainEvent;
      await append(`unit-${id}`, { ...unit, data: { ...unit.data, unitId: id } });
    }
    const { items, more } = await listOf(district);
    expect([items.length, more]).toEqual([200, true]);
  });
});
