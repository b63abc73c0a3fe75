import { rowsOf } from '@lianjian/projections/testing';
import type { ProjectEvent } from '@lianjian/projects/events';
import {
  AGREEMENT,
  BANK,
  COUNCIL,
  claimingOpened,
  GULOU,
  INCUBATOR,
  MALL,
  profile,
  proposed,
  QINHUAI,
  registered,
  running,
} from '@lianjian/projects/testing';
import { streamOf } from '../testing-events.js';
import { projectView } from './project.view.js';

const ID = 'f0000000-0000-4000-8000-000000000001';
const projectAfter = (...events: readonly ProjectEvent[]) =>
  rowsOf(projectView, ...streamOf(`project-${ID}`, ...events))[ID];

const offered: ProjectEvent = {
  type: 'ProjectClaimOffered',
  data: {
    ...{ claimId: 'c1', unitId: MALL, slotId: 's1', quantity: 1, plannedOn: '2026-03-10' },
    ...{ promise: '每月提供一次选址咨询', offeredBy: 'mall', on: '2026-02-16' },
  },
};

describe('The row of a project', () => {
  it('has no number until it is registered', () => {
    expect(projectAfter(proposed())).toMatchObject({
      ...{ projectNo: null, status: 'PROPOSED', councilId: COUNCIL, leadDistrict: GULOU, districts: [GULOU, QINHUAI] },
      ...{ leadUnitId: INCUBATOR, unitIds: [INCUBATOR, BANK], agreementIds: [], profile: profile() },
    });
    expect(projectAfter(proposed(), registered())).toMatchObject({
      projectNo: 'XM-320106-2026-0001',
      status: 'REGISTERED',
    });
  });

  it('links agreements, and the days on which something happened that carries them out (M15)', () => {
    const reached: ProjectEvent = {
      type: 'MilestoneReached',
      data: {
        ...{ milestoneId: 'm1', reachedOn: '2026-04-20', dueOn: '2026-04-30', originalDueOn: '2026-04-30' },
        evidence: '导师聘书发放完毕',
      },
    };
    const row = projectAfter(...running(), reached);
    expect(row).toMatchObject({ status: 'RUNNING', agreementIds: [AGREEMENT] });
    const [last] = streamOf(`project-${ID}`, ...running(), reached).slice(-1);
    expect(row?.steps.map(({ type, on }) => [type, on])).toEqual([
      ['ProjectProposed', '2026-02-01'],
      ['ProjectRegistered', '2026-02-10'],
      ['DistrictConsentGiven', '2026-02-12'],
      ['ProjectAgreementLinked', '2026-02-25'],
      ['ProjectStarted', '2026-03-01'],
      ['MilestoneReached', '2026-04-20'],
    ]);
    expect(row?.steps.at(-1)?.eventId).toBe(last?.id);
  });

  it('counts a claimant among its units once the claim is accepted', () => {
    const open = [proposed(), registered(), claimingOpened, offered];
    expect(projectAfter(...open)?.unitIds).toEqual([INCUBATOR, BANK]);
    const accepted: ProjectEvent = {
      type: 'ProjectClaimAccepted',
      data: { claimId: 'c1', unitId: MALL, slotId: 's1', quantity: 1, on: '2026-02-18' },
    };
    expect(projectAfter(...open, accepted)?.unitIds).toEqual([INCUBATOR, BANK, MALL]);
  });
});
