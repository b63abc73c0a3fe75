import type { Schemas } from '../api/client';
import { offers } from './project-permissions';

type Project = Schemas['Project'];

const project = (overrides: Partial<Project>) =>
  ({
    status: 'REGISTERED',
    registeringAuthority: 'DIST',
    leadDistrict: '320106',
    leadUnitId: 'lead',
    councilId: 'council',
    consentsMissing: [],
    slots: [],
    claims: [],
    agreementIds: [],
    steps: [],
    milestones: [],
    ...overrides,
  }) as Project;

const gulou = { role: 'DIST', scope: '320106' } as const;
const qinhuai = { role: 'DIST', scope: '320104' } as const;
const city = { role: 'CITY', scope: '320100' } as const;
const office = { role: 'COORD', scope: 'council' } as const;
const lead = { role: 'UNIT', scope: 'lead' } as const;
const bank = { role: 'UNIT', scope: 'bank' } as const;

describe('Which buttons make sense on a project', () => {
  it('registers where the lead district or the city decides', () => {
    const proposed = project({ status: 'PROPOSED' });
    expect([gulou, qinhuai, city, office].map((who) => offers('registerProject', proposed, who))).toEqual([
      ...[true, false, false, false],
    ]);
    const cityWide = project({ status: 'PROPOSED', registeringAuthority: 'CITY' });
    expect([gulou, city].map((who) => offers('registerProject', cityWide, who))).toEqual([false, true]);
  });

  it('asks for consent only whom it is missing from', () => {
    const waiting = project({ consentsMissing: ['320104'] });
    expect([gulou, qinhuai].map((who) => offers('consentToProject', waiting, who))).toEqual([false, true]);
    expect(offers('startProject', waiting, gulou)).toBe(false);
  });

  it('lets a unit start only with an agreement, a district also without', () => {
    expect([lead, gulou].map((who) => offers('startProject', project({}), who))).toEqual([false, true]);
    expect(offers('startProject', project({ agreementIds: ['a'] }), lead)).toBe(true);
  });

  it('offers claims to others than the lead unit, while something is left', () => {
    const slot = { slotId: 's1', name: '辅导', quantity: 2, remaining: 1 };
    const open = project({ status: 'CLAIMING', slots: [slot] });
    expect([lead, bank].map((who) => offers('claimProject', open, who))).toEqual([false, true]);
    expect(offers('claimProject', project({ status: 'CLAIMING', slots: [{ ...slot, remaining: 0 }] }), bank)).toBe(
      false,
    );
  });

  it('lets the office end a project only by approving', () => {
    const running = project({ status: 'RUNNING' });
    expect([gulou, office].map((who) => offers('terminateProject', running, who))).toEqual([true, false]);
    const steps = [{ type: 'ProjectTerminationProposed', on: '2026-11-22', eventId: 'e' }];
    expect(offers('terminateProject', project({ status: 'RUNNING', steps }), office)).toBe(true);
    expect(offers('terminateProject', project({ status: 'TERMINATED', steps }), office)).toBe(false);
  });
});
