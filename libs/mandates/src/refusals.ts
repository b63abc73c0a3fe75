import { type Rule, refuseBy } from '@lianjian/event-sourcing/errors';

/** Every reason for which a mandate is not granted or revoked. Codes are API and never change. */
export const mandateRefusals = {
  'mandate/not-found': { refusal: 'not-found', message: '该账号没有这项授权' },
  'mandate/self-grant': {
    refusal: 'forbidden',
    message: '不能给自己授权，请由另一名管理员办理',
    ruleId: 'MANDATE-self-grant',
  },
  'mandate/scope-does-not-fit': {
    refusal: 'invalid',
    message: '授权范围与角色不符：市级和审计角色填市级代码，区级角色填生效的区级代码，联席会和单位角色填其编号',
    ruleId: 'MANDATE-scope',
    field: 'scope',
  },
  'mandate/term-reversed': {
    refusal: 'invalid',
    message: '授权终止日期不得早于开始日期',
    ruleId: 'MANDATE-term',
    field: 'to',
  },
  'mandate/duplicate': {
    refusal: 'conflict',
    message: '该账号在此期间已有相同角色和范围的授权',
    ruleId: 'MANDATE-duplicate',
  },
  'mandate/admin-has-no-business-role': {
    refusal: 'conflict',
    message: '系统管理员账号不能同时具有业务角色',
    ruleId: 'MANDATE-separation',
    field: 'role',
  },
} as const satisfies Record<`mandate/${string}`, Rule>;

export type MandateRefusal = keyof typeof mandateRefusals;

export function refuse(code: MandateRefusal): never {
  return refuseBy(mandateRefusals, code);
}
