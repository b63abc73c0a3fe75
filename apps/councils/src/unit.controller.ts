import { commandController, ELSEWHERE } from '@lianjian/http/command-controller';
import { unitCommands } from '@lianjian/units/commands';
import { ToUnit } from './unit.handler.js';

export const UnitController = commandController('units', 'unit', unitCommands, ToUnit, {
  RegisterUnit: ['POST ', '登记成员单位'],
  RecommendUnit: ['POST :id/recommendations', '推荐单位加入联席会'],
  ActivateUnit: ['POST :id/activation', '转为正式成员单位'],
  CorrectUnitProfile: ['PATCH :id', '更正单位基本信息'],
  ChangeUnitContact: ELSEWHERE,
  RequestUnitTransfer: ['POST :id/transfer-requests', '申请属地变更（转出区）'],
  AcceptUnitTransfer: ['POST :id/transfer-acceptance', '接收属地变更（转入区）'],
  DeclineUnitTransfer: ['POST :id/transfer-refusal', '不接收或撤回属地变更'],
  SuspendUnit: ['POST :id/suspension', '暂停成员单位'],
  ReactivateUnit: ['POST :id/reactivation', '恢复成员单位'],
  WithdrawUnit: ['POST :id/withdrawal', '单位退出或注销'],
  MergeUnit: ['POST :id/merger', '单位并入另一单位'],
});
