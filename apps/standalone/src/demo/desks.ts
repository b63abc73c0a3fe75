import { hashOf } from '@lianjian/agreements/drafting';
import { activityData } from './activities.js';
import type { DemoActivity } from './activity-table.js';
import { agreementId, POST, termsOf } from './agreements.js';
import { COORDINATOR, COUNCIL_ID, GULOU, officeOf, QINHUAI, secretaryOf, XUANWU } from './cast.js';
import { leadOf, projectData, projectId, reached } from './projects.js';
import { idOf, type Step, toActivity, toAgreement, toProject, toUnit } from './script.js';
import { nameLiaison, profileOf } from './units.js';

/**
 * What lies on the desks at the end: something for everybody with a login to decide, none of it in the figures of the
 * closed months.
 */
export const deskSteps = (): Step[] => [
  ...changedText(),
  ...projects(),
  ...lastMilestone(),
  ...activities(),
  ...units(),
];

/** H1 was changed after the first party had signed: Q17 finds both texts side by side, and the signature of X14 anew. */
function changedText(): Step[] {
  const id = agreementId('H1');
  const terms = termsOf('H1');
  const changed = {
    ...terms,
    scopeItems: [...terms.scopeItems.slice(0, 2), '人才互派'],
    obligations: terms.obligations.map((each, index) =>
      index === 1 ? { ...each, targetQty: 3, dueOn: '2027-06-30' } : each,
    ),
  };
  const by = secretaryOf('X14');
  const step = (what: string, when: string, act: Step['act']): Step => ({
    ...{ name: `agreement/H1/${what}`, when, by, lane: id, act },
  });
  return [
    step('revise', '2026-10-26', toAgreement(id, 'ReviseAgreementTerms', changed)),
    step('refreeze', '2026-10-26 10:00', toAgreement(id, 'FreezeAgreementText', {})),
    step(
      're-sign',
      '2026-10-27',
      toAgreement(id, 'SignAgreement', { contentHash: hashOf(changed), signatoryPost: POST }),
    ),
  ];
}

/** One to be registered, one to be consented to, one whose claim is to be accepted. */
function projects(): Step[] {
  const proposed = (nr: string, lead: string, name: string, districts: readonly string[]) => {
    const by = secretaryOf(lead);
    const id = idOf('project', by, `project/${nr}`);
    const step = (what: string, when: string, actor: Step['by'], act: Step['act'], lane = id): Step => ({
      ...{ name: what ? `project/${nr}/${what}` : `project/${nr}`, when, by: actor, lane, act },
    });
    const data = projectData({ no: nr, category: 'STARTUP_EXPERIENCE', name, districts, endOn: '2027-06-30' }, lead, {
      startOn: '2026-12-01',
      milestones: ['2027-01-29', '2027-03-31'],
    });
    return { id, step, propose: step('', '2026-11-09', by, toProject(id, 'ProposeProject', data)) };
  };
  const register = (id: string) => toProject(id, 'RegisterProject', {});

  const toRegister = proposed('N1', 'G04', '首店品牌共享展台', [GULOU, QINHUAI]);
  const toConsent = proposed('N2', 'X26', '社区青年创业集市', [XUANWU, QINHUAI]);
  const toClaim = proposed('N3', 'Q17', '商户金融体检日', [QINHUAI]);
  const slots = [{ slotId: 's1', name: '志愿讲师', quantity: 3 }];
  return [
    toRegister.propose,
    toConsent.propose,
    toConsent.step('register', '2026-11-11', officeOf(XUANWU), register(toConsent.id), `register/${XUANWU}`),
    toClaim.propose,
    toClaim.step('register', '2026-11-11', officeOf(QINHUAI), register(toClaim.id), `register/${QINHUAI}`),
    toClaim.step('claiming', '2026-11-12', officeOf(QINHUAI), toProject(toClaim.id, 'OpenProjectClaiming', { slots })),
    toClaim.step(
      'claim',
      '2026-11-17',
      secretaryOf('G04'),
      toProject(toClaim.id, 'ClaimProject', {
        ...{ slotId: 's1', quantity: 2, promise: '示例：选派两名业务骨干担任讲师', plannedOn: '2026-12-18' },
      }),
    ),
  ];
}

/** P11 is done, and 玄武 is asked to accept it. */
function lastMilestone(): Step[] {
  const id = projectId('P11');
  const by = secretaryOf(leadOf('P11'));
  return [
    { name: 'project/P11/reach/m3', when: '2026-11-16', by, lane: id, act: reached(id, 'm3', '2026-11-13') },
    {
      name: 'project/P11/request',
      when: '2026-11-18',
      by,
      lane: id,
      act: toProject(id, 'RequestProjectAcceptance', {
        outcome: { value: 46, evidence: '示例：体验营签到人次统计和学员回访' },
        deliveryNote: '示例：三期体验营全部完成',
        budgetActuals: [{ budgetLineId: 'b1', actualFen: 192_500 }],
      }),
    },
  ];
}

/** One planned and not recorded, one whose headcount a unit disputes, one that two hosts have entered. */
function activities(): Step[] {
  const planner = secretaryOf('X01');
  const planned = idOf('activity', planner, 'plan/2026-11-18/X01');
  const {
    participations: _,
    summary: __,
    ...plan
  } = activityData({
    ...{ nr: 0, on: '2026-11-18', time: '14:00', kind: 'THEME_DAY', subject: '商户主题党日', lead: 'X01' },
    ...{ isRemote: false, hasGuest: false, extra: [] },
  });

  const host = secretaryOf('G04');
  const held = idOf('activity', host, 'activity/2026-11-12/G04');
  const heldData = activityData({
    ...{ nr: 91, on: '2026-11-12', time: '14:00', kind: 'FORUM', subject: '初心论坛·第四季', lead: 'G04' },
    ...{ isRemote: false, hasGuest: false, extra: ['G21', 'X26'] },
  });

  const first = secretaryOf('Q17');
  const once = idOf('activity', first, 'activity/2026-11-10/Q17');
  const twice = idOf('activity', secretaryOf('Q23'), 'duplicate/2026-11-10/Q17');
  const joint: DemoActivity = {
    ...{ nr: 92, on: '2026-11-10', time: '09:30', kind: 'MATCHMAKING', subject: '银企对接会', lead: 'Q17' },
    ...{ coHost: 'Q23', isRemote: false, hasGuest: false, extra: [] },
  };

  return [
    {
      name: 'plan/2026-11-18/X01',
      when: '2026-11-11',
      by: planner,
      lane: planned,
      act: toActivity(planned, 'PlanActivity', plan),
    },
    {
      name: 'activity/2026-11-12/G04',
      when: '2026-11-16',
      by: host,
      lane: held,
      act: toActivity(held, 'RecordActivity', heldData),
    },
    {
      name: 'activity/2026-11-12/G04/dispute',
      when: '2026-11-18',
      by: secretaryOf('G21'),
      lane: held,
      act: toActivity(held, 'DisputeParticipation', {
        onSite: 5,
        remote: 0,
        reason: '示例：我单位实际到场5人，请核对',
      }),
    },
    {
      name: 'activity/2026-11-10/Q17',
      when: '2026-11-12',
      by: first,
      lane: once,
      act: toActivity(once, 'RecordActivity', activityData(joint)),
    },
    {
      name: 'duplicate/2026-11-10/Q17',
      when: '2026-11-13',
      by: secretaryOf('Q23'),
      lane: twice,
      act: toActivity(twice, 'RecordActivity', {
        ...activityData({ ...joint, time: '10:00' }),
        title: '示例·银企对接会（联办）',
      }),
    },
  ];
}

/** One that the office registered and 鼓楼 is to recommend, one recommended by 秦淮 and to be confirmed by the office. */
function units(): Step[] {
  const registered = (code: string, entity: string, nr: number, by: Step['by'], when: string) => {
    const id = idOf('unit', by, `unit/${code}`);
    const profile = profileOf({ code, kind: 'NEW_SOCIAL', entity, nr });
    const districtCode = code.startsWith('G') ? GULOU : QINHUAI;
    const data = { ...profile, districtCode, councilId: COUNCIL_ID };
    return { id, step: { name: `unit/${code}`, when, by, lane: id, act: toUnit(id, 'RegisterUnit', data) } };
  };
  const office = officeOf(QINHUAI);
  const toRecommend = registered('GN1', '示例社区调解中心', 901, COORDINATOR, '2026-11-13');
  const toConfirm = registered('QN1', '示例非遗工坊', 902, office, '2026-11-10');
  return [
    toRecommend.step,
    toConfirm.step,
    { name: 'contact/QN1', when: '2026-11-10 14:00', by: office, lane: toConfirm.id, act: nameLiaison(toConfirm.id) },
    {
      name: 'recommend/QN1',
      when: '2026-11-16',
      by: office,
      lane: toConfirm.id,
      act: toUnit(toConfirm.id, 'RecommendUnit', { councilId: COUNCIL_ID, basis: '示例推荐文件' }),
    },
  ];
}
