import { councilCommands } from '@lianjian/councils/commands';
import { commandController } from '@lianjian/http/command-controller';
import { ToCouncil } from './council.handler.js';

export const CouncilController = commandController('councils', 'council', councilCommands, ToCouncil, {
  ProposeCouncil: ['POST ', '提出成立联席会'],
  EstablishCouncil: ['POST :id/establishment', '批准成立联席会'],
  AdoptCharter: ['POST :id/charter', '通过章程'],
  AdmitMember: ['POST :id/members', '吸纳成员单位'],
  VetoMember: ['POST :id/vetoes', '否决吸纳'],
  SuspendMember: ['POST :id/member-suspensions', '暂停成员资格'],
  ResumeMember: ['POST :id/member-resumptions', '恢复成员资格'],
  WithdrawMember: ['POST :id/member-withdrawals', '成员退出'],
  AssignDutyDistrict: ['POST :id/duty-terms', '确定轮值区'],
  HandOverDuty: ['POST :id/duty-handovers', '签署轮值交接'],
  SetParticipationBaseline: ['POST :id/baselines', '设定参与频次基期'],
  SuspendCouncil: ['POST :id/suspension', '暂停联席会'],
  ResumeCouncil: ['POST :id/resumption', '恢复联席会'],
  DissolveCouncil: ['POST :id/dissolution', '撤销联席会'],
});
