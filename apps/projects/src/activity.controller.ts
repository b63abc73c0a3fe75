import { activityCommands } from '@lianjian/activities/commands';
import { commandController, ELSEWHERE } from '@lianjian/http/command-controller';
import { ToActivity } from './activity.handler.js';

export const ActivityController = commandController('activities', 'activity', activityCommands, ToActivity, {
  PlanActivity: ['POST plans', '计划活动'],
  RecordActivity: ELSEWHERE,
  RecordParticipation: ['POST :id/participations', '补充参与单位'],
  CorrectParticipation: ['POST :id/participation-corrections', '更正参与人次'],
  ApproveParticipationCorrection: ['POST :id/participation-correction-approvals', '批准关账后的更正'],
  RejectParticipationCorrection: ['POST :id/participation-correction-rejections', '不同意关账后的更正'],
  DisputeParticipation: ['POST :id/disputes', '对本单位参与人次提出异议'],
  ResolveDispute: ['POST :id/dispute-resolutions', '处理异议'],
  VerifyActivity: ['POST :id/verification', '核实活动'],
  CancelActivity: ['POST :id/cancellation', '取消活动'],
  VoidActivity: ['POST :id/voiding', '作废活动'],
  MergeActivity: ['POST :id/mergers', '合并重复登记的活动'],
});
