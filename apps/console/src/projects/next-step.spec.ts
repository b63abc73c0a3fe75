import type { Schemas } from '../api/client';
import { awaitsConsentOf, nextStepOf } from './next-step';

type Project = Schemas['Project'];

const milestone = (milestoneId: string, dueOn: string, reachedOn: string | null = null) => ({
  ...{ milestoneId, name: milestoneId, measure: '有记录可查', dueOn, originalDueOn: dueOn, reachedOn },
});

const project = (overrides: Partial<Project>) =>
  ({
    status: 'REGISTERED',
    consentsMissing: [],
    claims: [],
    slots: [],
    milestones: [milestone('m1', '2026-04-30'), milestone('m2', '2026-09-30')],
    ...overrides,
  }) as Project;

const step = (overrides: Partial<Project>, today = '2026-05-01') => nextStepOf(project(overrides), today);
const claim = (status: 'OFFERED' | 'ACCEPTED') => ({
  ...{ claimId: 'c1', unitId: 'u', slotId: 's1', quantity: 1, promise: '到场辅导', plannedOn: '2026-05-01', status },
});
const slot = (remaining: number) => ({ slotId: 's1', name: '辅导', quantity: 2, remaining });

describe('What a project waits for', () => {
  it('is its registration once proposed', () => {
    expect(step({ status: 'PROPOSED', consentsMissing: ['320104'] })).toEqual({ kind: 'REGISTRATION' });
  });

  it.each(['REGISTERED', 'CLAIMING', 'SIGNED'] as const)('is the missing consents first while %s', (status) => {
    const waiting = { status, consentsMissing: ['320104'], slots: [slot(1)], claims: [claim('OFFERED')] };
    expect(step(waiting)).toEqual({ kind: 'CONSENTS', districts: ['320104'] });
  });

  it('is partners, and then the answer to their offers', () => {
    expect(step({})).toEqual({ kind: 'PARTNERS', claimingIsOpen: false, remaining: 0 });
    expect(step({ status: 'CLAIMING', slots: [slot(2)] })).toEqual({
      ...{ kind: 'PARTNERS', claimingIsOpen: true, remaining: 2 },
    });
    expect(step({ status: 'CLAIMING', slots: [slot(2)], claims: [claim('OFFERED')] })).toEqual({
      ...{ kind: 'CLAIMS', offered: 1 },
    });
  });

  it('is the start once signed', () => {
    expect(step({ status: 'SIGNED', slots: [slot(1)], claims: [claim('ACCEPTED')] })).toEqual({ kind: 'START' });
  });

  it('is the earliest open milestone, overdue from the day after', () => {
    const running = { status: 'RUNNING' as const };
    expect(step(running, '2026-04-30')).toMatchObject({ kind: 'MILESTONE', isOverdue: false });
    expect(step(running, '2026-05-01')).toMatchObject({ kind: 'MILESTONE', isOverdue: true, isReturned: false });
    const later = [milestone('m2', '2026-09-30'), milestone('m1', '2026-08-30')];
    expect(step({ ...running, milestones: later })).toMatchObject({ milestone: { milestoneId: 'm1' } });
  });

  it('is the request for acceptance when all are reached, and then the answer', () => {
    const reached = [milestone('m1', '2026-04-30', '2026-04-18')];
    expect(step({ status: 'RUNNING', milestones: reached })).toEqual({ kind: 'ACCEPTANCE_REQUEST' });
    expect(step({ status: 'RETURNED', milestones: reached })).toEqual({ kind: 'ACCEPTANCE_REQUEST' });
    expect(step({ status: 'ACCEPTANCE', milestones: reached })).toEqual({ kind: 'ACCEPTANCE' });
  });

  it.each(['COMPLETED', 'TERMINATED', 'REJECTED'] as const)('is nothing once %s', (status) => {
    expect(step({ status })).toEqual({ kind: 'OVER' });
  });

  it('asks a district only while its consent counts', () => {
    expect(awaitsConsentOf({ status: 'CLAIMING', consentsMissing: ['320104'] }, '320104')).toBe(true);
    expect(awaitsConsentOf({ status: 'PROPOSED', consentsMissing: ['320104'] }, '320104')).toBe(false);
    expect(awaitsConsentOf({ status: 'CLAIMING', consentsMissing: ['320104'] }, '320102')).toBe(false);
  });
});
