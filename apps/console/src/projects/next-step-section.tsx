import { Space } from 'antd';
import type { ReactNode } from 'react';
import { dateText, numberText, today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { UnitName } from '../parts/names';
import { Section } from '../parts/page';
import { useMe } from '../session/session';
import { Accept, RequestAcceptance, Return } from './acceptance';
import { ClaimForm, OpenClaiming } from './claiming';
import { nextStepOf } from './next-step';
import { offers } from './project-permissions';
import { type ActionProps, Consent, Register, Reject } from './registration';
import { LinkAgreement, ReachMilestone, Resume, Start } from './running';

/** In a sentence what the project waits for and who has to act, with the button for it if it is this person. */
export function NextStepSection({ project, reload }: ActionProps) {
  const t = useText();
  const { sentence, actions } = useStep({ project, reload });
  return (
    <Section title={t('下一步', 'What comes next')}>
      <div className="step-line">
        <p>{sentence}</p>
        <Space wrap>{actions}</Space>
      </div>
    </Section>
  );
}

function useStep({ project, reload }: ActionProps): { sentence: ReactNode; actions?: ReactNode } {
  const t = useText();
  const { mandate } = useMe();
  const { districtName } = useLabels();
  const step = nextStepOf(project, today());
  const may = (operation: Parameters<typeof offers>[0]) => offers(operation, project, mandate);
  const each = { project, reload };
  const lead = <UnitName id={project.leadUnitId} />;
  const leadDepartment = t(`${districtName(project.leadDistrict)}委组织部`, districtName(project.leadDistrict));
  const authority =
    project.registeringAuthority === 'CITY' ? t('市委组织部', 'the city’s organization department') : leadDepartment;

  switch (step.kind) {
    case 'REGISTRATION':
      return {
        sentence: t(`已申报，待${authority}决定是否立项。`, `Proposed; ${authority} decides on registration.`),
        actions: (
          <>
            {may('registerProject') && <Register {...each} isPrimary />}
            {may('rejectProject') && <Reject {...each} />}
          </>
        ),
      };
    case 'CONSENTS': {
      const names = step.districts.map((code) => t(`${districtName(code)}委组织部`, districtName(code)));
      return {
        sentence: t(
          `已立项，待${names.join('、')}表示同意；全部同意后才能启动实施。`,
          `Registered; ${names.join(', ')} has to consent before it may start.`,
        ),
        actions: may('consentToProject') && <Consent {...each} isPrimary />,
      };
    }
    case 'CLAIMS':
      return {
        sentence: (
          <>
            {t(`有${numberText(step.offered)}项认领申请，待`, `${numberText(step.offered)} offers wait for `)}
            {lead}
            {t(`或${leadDepartment}接受或谢绝。`, ` or ${leadDepartment} to accept or decline.`)}{' '}
            <a href="#claims">{t('查看认领申请', 'See the offers')}</a>
          </>
        ),
        actions: may('startProject') && <Start {...each} />,
      };
    case 'PARTNERS':
      return {
        sentence: step.claimingIsOpen ? (
          <>
            {step.remaining > 0
              ? t(
                  `认领中，余量${numberText(step.remaining)}。成员单位可提出认领；`,
                  `Open to claims, ${numberText(step.remaining)} left. Units may offer; `,
                )
              : t('认领项已全部确认；', 'All items are taken; ')}
            {t('关联已签署的协议后即可启动实施（由', 'once a signed agreement is linked (by ')}
            {lead}
            {t(
              `、${leadDepartment}或联席会办公室关联）。`,
              `, ${leadDepartment} or the council’s office) it may start.`,
            )}
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
        ),
        actions: (
          <>
            {may('openProjectClaiming') && <OpenClaiming {...each} isPrimary />}
            {may('claimProject') && <ClaimForm {...each} isPrimary />}
            {may('linkProjectAgreement') && (
              <LinkAgreement {...each} isPrimary={!may('openProjectClaiming') && !may('claimProject')} />
            )}
            {may('startProject') && <Start {...each} />}
          </>
        ),
      };
    case 'START':
      return {
        sentence: (
          <>
            {t('已签约，参与区均已同意，待', 'Signed and agreed; ')}
            {lead}
            {t(
              `或${leadDepartment}启动实施（计划${dateText(project.startOn)}开始）。`,
              ` or ${leadDepartment} starts it (planned for ${dateText(project.startOn)}).`,
            )}
          </>
        ),
        actions: may('startProject') && <Start {...each} isPrimary />,
      };
    case 'MILESTONE': {
      const { name, dueOn } = step.milestone;
      return {
        sentence: (
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
        ),
        actions: may('reachMilestone') && <ReachMilestone {...each} milestone={step.milestone} isPrimary />,
      };
    }
    case 'ACCEPTANCE_REQUEST':
      return {
        sentence: (
          <>
            {project.status === 'RETURNED' && t('验收申请已退回。', 'Its acceptance was returned. ')}
            {t('里程碑均已完成，待', 'All milestones are reached; ')}
            {lead}
            {t('申请验收。', ' has to request acceptance.')}
          </>
        ),
        actions: may('requestProjectAcceptance') && <RequestAcceptance {...each} isPrimary />,
      };
    case 'ACCEPTANCE':
      return {
        sentence: t(
          `已申请验收，待${authority}通过或退回（申请人和牵头单位人员不能验收）。`,
          `Acceptance is requested; ${authority} accepts or returns it (not the lead unit’s own people).`,
        ),
        actions: (
          <>
            {may('acceptProject') && <Accept {...each} isPrimary />}
            {may('returnProject') && <Return {...each} />}
          </>
        ),
      };
    case 'SUSPENDED':
      return {
        sentence: t(`已暂停，恢复由${authority}办理。`, `Suspended; ${authority} may resume it.`),
        actions: may('resumeProject') && <Resume {...each} isPrimary />,
      };
    case 'OVER':
      return { sentence: over() };
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
