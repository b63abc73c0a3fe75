import { agreementCommands } from '@lianjian/agreements/commands';
import { commandController } from '@lianjian/http/command-controller';
import { ToAgreement } from './agreement.handler.js';

export const AgreementController = commandController('agreements', 'agreement', agreementCommands, ToAgreement, {
  DraftAgreement: ['POST ', '起草共建协议'],
  ReviseAgreementTerms: ['PUT :id/terms', '修改协议文本（已有签署全部失效）'],
  FreezeAgreementText: ['POST :id/freeze', '定稿，生成内容摘要'],
  ApproveLongTerm: ['POST :id/long-term-approval', '同意三年以上期限'],
  SignAgreement: ['POST :id/signatures', '签署协议'],
  DeclineAgreement: ['POST :id/refusals', '不同意签署，退回协商'],
  FileAgreement: ['POST :id/filings', '备案'],
  FulfilObligation: ['POST :id/fulfilments', '报告义务履行'],
  ConfirmObligation: ['POST :id/confirmations', '确认对方履行'],
  TerminateAgreement: ['POST :id/termination', '终止协议'],
  VoidAgreement: ['POST :id/voiding', '作废协议'],
});
