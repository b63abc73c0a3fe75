import { commandController } from '@lianjian/http/command-controller';
import { projectCommands } from '@lianjian/projects/commands';
import { ToProject } from './project.handler.js';

export const ProjectController = commandController('projects', 'project', projectCommands, ToProject, {
  ProposeProject: ['POST ', '申报共建项目'],
  RegisterProject: ['POST :id/registration', '立项'],
  RejectProject: ['POST :id/rejection', '不予立项'],
  ConsentToProject: ['POST :id/consents', '参与区同意'],
  OpenProjectClaiming: ['POST :id/claiming', '开放认领'],
  ClaimProject: ['POST :id/claims', '认领'],
  AcceptProjectClaim: ['POST :id/claim-acceptances', '接受认领'],
  DeclineProjectClaim: ['POST :id/claim-refusals', '谢绝认领'],
  LinkProjectAgreement: ['POST :id/agreements', '关联共建协议'],
  StartProject: ['POST :id/start', '启动实施'],
  ReachMilestone: ['POST :id/milestones', '报告里程碑完成'],
  ReplanProject: ['POST :id/replans', '调整计划'],
  SuspendProject: ['POST :id/suspension', '暂停项目'],
  ResumeProject: ['POST :id/resumption', '恢复项目'],
  RequestProjectAcceptance: ['POST :id/acceptance-requests', '申请验收'],
  ReturnProject: ['POST :id/returns', '退回验收申请'],
  AcceptProject: ['POST :id/acceptance', '验收结项'],
  TerminateProject: ['POST :id/termination', '终止项目'],
});
