import type { Operation } from '@lianjian/permissions/matrix';
import { Space } from 'antd';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/client';
import { dateText, numberText, today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { UnitName } from '../parts/names';
import { Section } from '../parts/page';
import { useMe } from '../session/session';
import { Accept, RequestAcceptance, Return } from './acceptance';
import { ClaimForm, OpenClaiming } from './claiming';
import { BEFORE_START, type NextStep, nextStepOf, openMilestones } from './next-step';
import { offers } from './project-permissions';
import { type ActionProps, Consent, Register, Reject } from './registration';
import { LinkAgreement, ReachMilestone, Resume, Start } from './running';

type Project = Schemas['Project'];

/** What leads on from each step; the first that the reader may do is the page's primary button. */
const LEADS_ON: Readonly<Record<NextStep['kind'], readonly Operation[]>> = {
  REGISTRATION: ['registerProject'],
  CONSENTS: ['consentToProject'],
  PARTNERS: ['openProjectClaiming', 'claimProject', 'linkProjectAgreement'],
  CLAIMS: [],
  START: ['startProject'],
  MILESTONE: ['reachMilestone'],
  ACCEPTANCE_REQUEST: ['requestProjectAcceptance'],
  ACCEPTANCE: ['acceptProject'],
  SUSPENDED: ['resumeProject'],
  OVER: [],
};

/** In a sentence what the project waits for and who has to act, with the button for it if it is this person's. */
export function NextStepSection({ project }: ActionProps) {
  const t = useText();
  const sentence = useSentence(project);
  return (
    <Section title={t('下一步', 'What comes next')}>
      <div className="step-line">
        <p>{sentence}</p>
        <Actions project={project} />
      </div>
    </Section>
  );
}

/**
 * The buttons. Each stays as long as it makes sense, whatever the next step becomes meanwhile: somebody may be typing
 * in the dialog behind it.
 */
function Actions({ project }: ActionProps) {
  const { mandate } = useMe();
  const { status } = project;
  const may = (operation: Operation) => offers(operation, project, mandate);
  const primary = LEADS_ON[nextStepOf(project, today()).kind].find(may);
  const each = (operation: Operation) => ({ project, isPrimary: operation === primary });
  const [milestone] = openMilestones(project);
  const looksForPartners = status === 'REGISTERED' || status === 'CLAIMING';
  const actions = [
    may('registerProject') && <Register key="registerProject" {...each('registerProject')} />,
    may('rejectProject') && <Reject key="rejectProject" {...each('rejectProject')} />,
    may('consentToProject') && <Consent key="consentToProject" {...each('consentToProject')} />,
    may('openProjectClaiming') && <OpenClaiming key="openProjectClaiming" {...each('openProjectClaiming')} />,
    BEFORE_START.includes(status) && may('claimProject') && <ClaimForm key="claimProject" {...each('claimProject')} />,
    looksForPartners && may('linkProjectAgreement') && (
      <LinkAgreement key="linkProjectAgreement" {...each('linkProjectAgreement')} />
    ),
    may('startProject') && <Start key="startProject" {...each('startProject')} />,
    milestone && may('reachMilestone') && (
      <ReachMilestone key={milestone.milestoneId} {...each('reachMilestone')} milestone={milestone} />
    ),
    !milestone && may('requestProjectAcceptance') && (
      <RequestAcceptance key="requestProjectAcceptance" {...each('requestProjectAcceptance')} />
    ),
    may('acceptProject') && <Accept key="acceptProject" {...each('acceptProject')} />,
    may('returnProject') && <Return key="returnProject" {...each('returnProject')} />,
    may('resumeProject') && <Resume key="resumeProject" {...each('resumeProject')} />,
  ].filter(Boolean);
  return actions.length > 0 && <Space wrap>{actions}</Space>;
}

function useSentence(project: Project): ReactNode {
  const t = useText();
  const { districtName } = useLabels();
  const step = nextStepOf(project, today());
  const lead = <UnitName id={project.leadUnitId} />;
  const leadDepartment = t(`${districtName(project.leadDistrict)}委组织部`, districtName(project.leadDistrict));
  const authority =
    project.registeringAuthority === 'CITY' ? t('市委组织部', 'the city’s organization department') : leadDepartment;

  switch (step.kind) {
    case 'REGISTRATION':
      return t(`已申报，待${authority}决定是否立项。`, `Proposed; ${authority} decides on registration.`);
    case 'CONSENTS': {
      const names = step.districts.map((code) => t(`${districtName(code)}委组织部`, districtName(code)));
      return t(
        `已立项，待${names.join('、')}表示同意；全部同意后才能启动实施。`,
        `Registered; ${names.join(', ')} has to consent before it may start.`,
      );
    }
    case 'CLAIMS':
      return (
        <>
          {t(`有${numberText(step.offered)}项认领申请，待`, `${numberText(step.offered)} offers wait for `)}
          {lead}
          {t(`或${leadDepartment}接受或谢绝。`, ` or ${leadDepartment} to accept or decline.`)}{' '}
          <a href="#claims">{t('查看认领申请', 'See the offers')}</a>
        </>
      );
    case 'PARTNERS':
      return step.claimingIsOpen ? (
        <>
          {step.remaining > 0
            ? t(
                `认领中，余量${numberText(step.remaining)}。成员单位可提出认领；`,
                `Open to claims, ${numberText(step.remaining)} left. Units may offer; `,
              )
            : t('认领项已全部确认；', 'All items are taken; ')}
          {t('关联已签署的协议后即可启动实施（由', 'once a signed agreement is linked (by ')}
          {lead}
          {t(`、${leadDepartment}或联席会办公室关联）。`, `, ${leadDepartment} or the council’s office) it may start.`)}
        </>
      ) : (
        <>
          {t(
            `已立项，参与区均已同意。${authority}可开放认领，或由`,
            `Registered and agreed. ${authority} may open claiming, or `,
          )}
          {lead}
          {t('关联已签署的协议。', ' links a signed agreement.')}
        </>
      );
    case 'START':
      return (
        <>
          {t('已签约，参与区均已同意，待', 'Signed and agreed; ')}
          {lead}
          {t(
            `或${leadDepartment}启动实施（计划${dateText(project.startOn)}开始）。`,
            ` or ${leadDepartment} starts it (planned for ${dateText(project.startOn)}).`,
          )}
        </>
      );
    case 'MILESTONE': {
      const { name, dueOn } = step.milestone;
      return (
        <>
          {step.isReturned && t('验收申请已退回。', 'Its acceptance was returned. ')}
          {t('待', '')}
          {lead}
          {t(
            `完成里程碑“${name}”，应于${dateText(dueOn)}完成`,
            ` has to reach the milestone “${name}” by ${dateText(dueOn)}`,
          )}
          {step.isOverdue ? (
            <strong className="overdue">{t('，已逾期。', ', which is overdue.')}</strong>
          ) : (
            t('。', '.')
          )}
        </>
      );
    }
    case 'ACCEPTANCE_REQUEST':
      return (
        <>
          {project.status === 'RETURNED' && t('验收申请已退回。', 'Its acceptance was returned. ')}
          {t('里程碑均已完成，待', 'All milestones are reached; ')}
          {lead}
          {t('申请验收。', ' has to request acceptance.')}
        </>
      );
    case 'ACCEPTANCE':
      return t(
        `已申请验收，待${authority}通过或退回（申请人和牵头单位人员不能验收）。`,
        `Acceptance is requested; ${authority} accepts or returns it (not the lead unit’s own people).`,
      );
    case 'SUSPENDED':
      return t(`已暂停，恢复由${authority}办理。`, `Suspended; ${authority} may resume it.`);
    case 'OVER':
      return over();
  }

  function over(): string {
    const { termination, completedOn } = project;
    if (completedOn) return t(`${dateText(completedOn)}通过验收，已结项。`, `Accepted on ${dateText(completedOn)}.`);
    if (termination) {
      return t(
        `${dateText(termination.on)}终止${termination.approved ? '（经批准）' : ''}。事由：${termination.reason}`,
        `Terminated${termination.approved ? ' with approval' : ''} on ${dateText(termination.on)}. Reason: ${termination.reason}`,
      );
    }
    return t(`${authority}不予立项，事由见历程。`, `${authority} rejected it; the reason is in the history.`);
  }
}
