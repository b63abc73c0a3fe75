import type { Schemas } from '../api/client';
import { dateText, today } from '../language/format';
import { useText } from '../language/language';
import { Section } from '../parts/page';
import { type Column, Rows } from '../parts/rows';
import { useMe } from '../session/session';
import { nextStepOf } from './next-step';
import { offers } from './project-permissions';
import type { ActionProps } from './registration';
import { ReachMilestone, Replan } from './running';

type Milestone = Schemas['Project']['milestones'][number];

/** A date, and what it was before it was moved. */
function Moved({ date, original }: Readonly<{ date: string; original: string }>) {
  const t = useText();
  return (
    <span className="number">
      {dateText(date)}
      {date !== original && (
        <div className="moved">
          {t('原定 ', 'was ')}
          {dateText(original)}
        </div>
      )}
    </span>
  );
}

/** The plan: when, and by which milestones. */
export function PlanSection({ project }: ActionProps) {
  const t = useText();
  const { mandate } = useMe();
  const mayReach = offers('reachMilestone', project, mandate);
  const step = nextStepOf(project, today());
  const isOver = step.kind === 'OVER';
  const columns: Column<Milestone>[] = [
    { key: 'name', title: t('里程碑', 'Milestone'), render: ({ name }) => name },
    {
      key: 'measure',
      title: t('完成标准', 'Measure'),
      render: ({ measure }) => <span className="long">{measure}</span>,
    },
    {
      key: 'due',
      title: t('应完成', 'Due'),
      render: ({ dueOn, originalDueOn }) => <Moved date={dueOn} original={originalDueOn} />,
    },
    {
      key: 'state',
      title: t('进展', 'State'),
      render: (milestone) => {
        const { reachedOn, dueOn } = milestone;
        if (reachedOn) {
          return (
            <span className="number">
              {t(`${dateText(reachedOn)}完成`, `reached on ${dateText(reachedOn)}`)}
              {reachedOn > milestone.originalDueOn && (
                <div className="moved">{t('晚于原定日期', 'later than first planned')}</div>
              )}
            </span>
          );
        }
        if (isOver) return t('未完成', 'Not reached');
        const isNext = step.kind === 'MILESTONE' && step.milestone.milestoneId === milestone.milestoneId;
        return (
          <>
            {dueOn < today() ? (
              <strong className="overdue">{t('已逾期', 'Overdue')}</strong>
            ) : (
              <span className="quiet">{t('未到期', 'Ahead')}</span>
            )}{' '}
            {mayReach && !isNext && <ReachMilestone project={project} milestone={milestone} />}
          </>
        );
      },
    },
  ];
  return (
    <Section
      title={t('计划', 'Plan')}
      extra={offers('replanProject', project, mandate) && <Replan project={project} />}
    >
      <p className="number" style={{ marginTop: 0 }}>
        {t(
          `${dateText(project.startOn)}至${dateText(project.plannedEndOn)}`,
          `${dateText(project.startOn)} to ${dateText(project.plannedEndOn)}`,
        )}
        {project.plannedEndOn !== project.plan.endOn && (
          <span className="moved">
            {t(`（原定至${dateText(project.plan.endOn)}）`, ` (first planned to ${dateText(project.plan.endOn)})`)}
          </span>
        )}
        {project.startedOn && (
          <span className="quiet">
            {t(` · ${dateText(project.startedOn)}启动`, ` · started on ${dateText(project.startedOn)}`)}
          </span>
        )}
      </p>
      <Rows
        caption={t('里程碑', 'Milestones')}
        rows={project.milestones}
        columns={columns}
        rowKey={({ milestoneId }) => milestoneId}
        empty={null}
      />
    </Section>
  );
}
