import { one, silent } from '../fields';
import {
  acceptanceRequest,
  milestoneName,
  newDueDates,
  newEnd,
  projectProfile,
  slotName,
  slots,
} from '../project-fields';
import { agreement, date, district, listOf, number, yesNo } from '../values';
import { onDate, reason, type Telling, theDistrict, theUnit } from './telling';

/** How the events of projects are told, by type. */
export const projects: Readonly<Record<string, Telling>> = {
  ProjectProposed: { shape: { ...projectProfile, on: onDate } },
  ProjectRegistered: {
    shape: {
      projectNo: one('项目编号', 'Number'),
      consentsNeeded: one('须同意的参与区', 'Districts to consent', listOf(district)),
      on: onDate,
    },
  },
  ProjectRejected: { shape: { reason, on: onDate } },
  DistrictConsentGiven: {
    shape: { districtCode: theDistrict('同意区', 'District'), note: one('说明', 'Note'), on: onDate },
  },
  ProjectClaimingOpened: { shape: { slots, on: onDate } },
  ProjectClaimOffered: {
    shape: {
      claimId: silent,
      unitId: theUnit('认领单位', 'Unit'),
      slotId: slotName,
      quantity: one('认领数量', 'Quantity', number),
      promise: one('承诺内容', 'Promise'),
      plannedOn: one('计划时间', 'Planned for', date),
      offeredBy: silent,
      on: onDate,
    },
  },
  ProjectClaimAccepted: {
    shape: {
      claimId: silent,
      unitId: theUnit('认领单位', 'Unit'),
      slotId: slotName,
      quantity: one('认领数量', 'Quantity', number),
      on: onDate,
    },
  },
  ProjectClaimDeclined: { shape: { claimId: silent, unitId: theUnit('认领单位', 'Unit'), reason, on: onDate } },
  ProjectAgreementLinked: { shape: { agreementId: one('协议', 'Agreement', agreement), on: onDate } },
  ProjectStarted: { shape: { exemptionReason: one('免签协议的理由', 'Why without an agreement'), on: onDate } },
  MilestoneReached: {
    shape: {
      milestoneId: milestoneName,
      reachedOn: one('完成日期', 'Reached on', date),
      dueOn: one('计划日期', 'Planned for', date),
      originalDueOn: (original, { words, data }) =>
        original === data.dueOn
          ? []
          : [{ key: 'originalDueOn', label: [words.t('原定日期', 'First planned for')], value: date(original, words) }],
      evidence: one('佐证', 'Evidence'),
    },
  },
  ProjectReplanned: {
    changes: 'some',
    shape: { endOn: newEnd, previousEndOn: silent, milestones: newDueDates, reason, on: onDate },
  },
  ProjectSuspended: { shape: { reason, on: onDate } },
  ProjectResumed: { shape: { reason, on: onDate } },
  AcceptanceRequested: { shape: acceptanceRequest },
  AcceptanceReturned: { shape: { reason, on: onDate } },
  ProjectCompleted: {
    shape: { completedOn: one('结项日期', 'Completed on', date), note: one('验收意见', 'Note'), on: onDate },
  },
  ProjectTerminationProposed: { shape: { reason, proposedBy: silent, on: onDate } },
  ProjectTerminated: {
    shape: { approved: one('经双方同意', 'By agreement of two', yesNo), reason, on: onDate },
  },
};
