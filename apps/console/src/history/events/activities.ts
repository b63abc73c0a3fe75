import { each, one, type Shape, silent, whenTrue } from '../fields';
import { newCounts, participant, participantNames, participations, recordedParticipation } from '../participation';
import { activity, agreement, code, council, district, instant, listOf, oneOf, project } from '../values';
import { joined } from '../words';
import { reason, type Telling } from './telling';

const hostUnits = each((host, { words, prefix }) => [
  {
    key: `${prefix}hosts.${String(host.unitId)}`,
    label: [words.t('主办单位', 'Host')],
    value: joined(
      [[{ kind: 'unit', id: String(host.unitId) }], district(host.districtCode, words)],
      words.t('，', ', '),
    ),
  },
]);

const activityProfile: Shape = {
  activityId: silent,
  title: one('活动名称', 'Title'),
  kind: one('活动类型', 'Kind', code('activityKinds')),
  form: one('活动形式', 'Form', code('activityForms')),
  startAt: one('开始时间', 'Start', instant),
  endAt: one('结束时间', 'End', instant),
  place: one('地点', 'Place'),
  hosts: hostUnits,
  leadHostUnitId: silent,
  coHostUnitIds: silent,
  coTags: one('同时计入', 'Also counts as', listOf(code('coTags'))),
  councilId: one('所属联席会', 'Council', council),
  projectId: one('依托项目', 'Project', project),
  agreementIds: one('依托协议', 'Agreements', listOf(agreement)),
  councilDistricts: silent,
  startOn: silent,
  onBehalfOfUnitId: silent,
  enteredBy: one(
    '填报方',
    'Entered by',
    oneOf({ HOST: ['主办单位', 'The host'], OFFICE: ['联席会办公室', 'The office'] }),
  ),
};

/** How the events of activities are told, by type. */
export const activities: Readonly<Record<string, Telling>> = {
  ActivityPlanned: { shape: activityProfile },
  ActivityHeld: {
    changes: 'whole',
    shape: {
      summary: one('内容摘要', 'Summary'),
      ...activityProfile,
      late: whenTrue('关账后补报', 'After the month was closed'),
      recordedBy: silent,
    },
  },
  ParticipationRecorded: { shape: recordedParticipation },
  ParticipationCorrected: {
    changes: 'some',
    shape: {
      participantKey: silent,
      from: silent,
      to: newCounts(true),
      afterClose: whenTrue('关账后更正', 'After the month was closed'),
      reason,
      proposedBy: silent,
      approvedBy: silent,
    },
  },
  ParticipationCorrectionProposed: {
    shape: {
      participantKey: silent,
      to: newCounts(false),
      settlesDispute: whenTrue('用于处理异议', 'Settles the dispute'),
      reason,
      proposedBy: silent,
    },
  },
  ParticipationCorrectionRejected: { shape: { participantKey: participant, reason } },
  ParticipationDisputed: {
    shape: { participantKey: silent, claimed: newCounts(false), reason, disputedBy: silent },
  },
  ParticipationDisputeResolved: {
    shape: {
      participantKey: participant,
      outcome: one(
        '处理结果',
        'Outcome',
        oneOf({ UPHELD: ['维持原登记', 'The record stands'], CORRECTED: ['已更正', 'Corrected'] }),
      ),
      reason,
    },
  },
  ActivityVerified: { shape: { note: one('核实意见', 'Note'), verifiedBy: silent } },
  ActivityCancelled: { shape: { reason } },
  ActivityVoided: { shape: { afterClose: whenTrue('关账后作废', 'After the month was closed'), reason } },
  ActivityMerged: {
    changes: 'partly',
    shape: {
      fromActivityId: one('并入的登记', 'Merged record', activity),
      hosts: hostUnits,
      participations,
      differing: participantNames('两次登记人次不同', 'Different in the two records'),
      afterClose: whenTrue('关账后合并', 'After the month was closed'),
      reason,
      enteredByAccounts: silent,
    },
  },
  ActivityMergedInto: { shape: { intoActivityId: one('保留的登记', 'Record that stays', activity), reason } },
};
