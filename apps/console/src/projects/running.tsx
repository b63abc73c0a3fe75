import { Form, Select } from 'antd';
import type { BodyOf } from '../api/body';
import { api, queries, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { dateText, today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { DateInput } from '../parts/date-input';
import { ReasonField } from '../parts/reason-field';
import { useMe } from '../session/session';
import { TextItem } from './field-parts';
import { openMilestones } from './next-step';
import type { ActionProps } from './registration';

type Answer = Schemas['CommandAnswer'];

/** Ties a signed agreement of the lead unit to the project. */
export function LinkAgreement({ project, isPrimary }: ActionProps) {
  const t = useText();
  const { label } = useLabels();
  const { councilId, leadUnitId } = project;
  const agreements = queries.useQuery('get', '/agreements', {
    params: { query: { councilId, unitId: leadUnitId, limit: 200 } },
  });
  const command = useCommand((body: BodyOf<'linkProjectAgreement'>, header) =>
    api.POST('/projects/{id}/agreements', { params: { path: { id: project.id }, header }, body }),
  );
  const signed = (agreements.data?.items ?? []).filter(
    ({ id, status }) => (status === 'SIGNED' || status === 'ACTIVE') && !project.agreementIds.includes(id),
  );
  return (
    <CommandDialog<BodyOf<'linkProjectAgreement'>, Answer>
      label={t('关联协议', 'Link an agreement')}
      command={command}
      version={project.version}
      explanation={t(
        '可选择本联席会内、牵头单位参加且已签署的协议。',
        'Signed agreements of this council in which the lead unit takes part.',
      )}
      done={t('已关联', 'Linked')}
      isPrimary={isPrimary}
    >
      <Form.Item
        label={t('协议', 'Agreement')}
        name="agreementId"
        rules={[{ required: true, message: t('请选择', 'Choose one') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={agreements.isLoading}
          notFoundContent={t('没有可关联的已签署协议', 'There is no signed agreement to link')}
          options={signed.map(({ id, agreementNo, title, status }) => ({
            value: id,
            label: `${title} · ${agreementNo} · ${label('agreementStatuses', status)}`,
          }))}
        />
      </Form.Item>
    </CommandDialog>
  );
}

/** The work begins; without an agreement the district says why. */
export function Start({ project, isPrimary }: ActionProps) {
  const t = useText();
  const { mandate } = useMe();
  const command = useCommand((body: NonNullable<BodyOf<'startProject'>>, header) =>
    api.POST('/projects/{id}/start', { params: { path: { id: project.id }, header }, body }),
  );
  const isDistrict = mandate.role === 'DIST';
  const hasAgreement = project.agreementIds.length > 0;
  return (
    <CommandDialog<NonNullable<BodyOf<'startProject'>>, Answer>
      label={t('启动实施', 'Start')}
      command={command}
      version={project.version}
      explanation={
        hasAgreement
          ? t('协议已关联，参与区均已同意，可以启动。', 'An agreement is linked and all districts have consented.')
          : t(
              '没有关联已签署的协议。由牵头区委组织部说明免签事由后启动。',
              'No signed agreement is linked. The lead district may start it and says why.',
            )
      }
      toBody={({ exemptionReason }) => (exemptionReason ? { exemptionReason } : {})}
      done={t('已启动实施', 'Started')}
      isPrimary={isPrimary}
    >
      {isDistrict && !hasAgreement && (
        <ReasonField name="exemptionReason" label={t('免签协议的事由', 'Why there is no agreement')} />
      )}
    </CommandDialog>
  );
}

/** The lead unit reports a milestone. */
export function ReachMilestone({
  project,
  isPrimary,
  milestone,
}: ActionProps & Readonly<{ milestone: Schemas['Project']['milestones'][number] }>) {
  const t = useText();
  const { milestoneId, name, measure, dueOn } = milestone;
  const command = useCommand((body: BodyOf<'reachMilestone'>, header) =>
    api.POST('/projects/{id}/milestones', { params: { path: { id: project.id }, header }, body }),
  );
  return (
    <CommandDialog<BodyOf<'reachMilestone'>, Answer>
      label={t('报告完成', 'Report as reached')}
      command={command}
      version={project.version}
      explanation={t(
        `里程碑“${name}”，应于${dateText(dueOn)}完成。完成标准：${measure}`,
        `Milestone “${name}”, due on ${dateText(dueOn)}. Measure: ${measure}`,
      )}
      initialValues={{ reachedOn: today() }}
      toBody={(values) => ({ ...values, milestoneId })}
      done={t('已报告完成', 'Reported')}
      isPrimary={isPrimary}
      button={{ 'aria-label': t(`报告完成：${name}`, `Report as reached: ${name}`) }}
    >
      <Form.Item
        label={t('完成日期', 'Reached on')}
        name="reachedOn"
        rules={[{ required: true, message: t('请填写', 'Required') }]}
      >
        <DateInput min={project.startedOn ?? undefined} max={today()} />
      </Form.Item>
      <TextItem
        name="evidence"
        label={t('完成情况', 'Evidence')}
        max={500}
        extra={t('写明做成了什么、在哪里可以看到', 'What was done and where it can be seen')}
      />
    </CommandDialog>
  );
}

type ReplanValues = { endOn: string; dueOn: Record<string, string>; reason: string };

/** Moves the end and open milestones; the original dates stay on record. */
export function Replan({ project }: ActionProps) {
  const t = useText();
  const command = useCommand(({ endOn, dueOn, reason }: ReplanValues, header) =>
    api.POST('/projects/{id}/replans', {
      params: { path: { id: project.id }, header },
      body: {
        endOn,
        reason,
        milestones: Object.entries(dueOn ?? {}).map(([milestoneId, day]) => ({ milestoneId, dueOn: day })),
      },
    }),
  );
  const open = openMilestones(project);
  const required = [{ required: true, message: t('请填写', 'Required') }];
  return (
    <CommandDialog<ReplanValues, Answer>
      label={t('调整计划', 'Replan')}
      command={command}
      version={project.version}
      explanation={t(
        '原定日期保留，按期率仍按原定日期计算。',
        'The original dates stay; punctuality is measured by them.',
      )}
      initialValues={{
        endOn: project.plannedEndOn,
        dueOn: Object.fromEntries(open.map(({ milestoneId, dueOn }) => [milestoneId, dueOn])),
      }}
      done={t('计划已调整', 'Replanned')}
    >
      <Form.Item label={t('计划结束日期', 'End')} name="endOn" rules={required}>
        <DateInput min={project.startOn} />
      </Form.Item>
      {open.map(({ milestoneId, name }) => (
        <Form.Item
          key={milestoneId}
          label={t(`里程碑“${name}”`, `Milestone “${name}”`)}
          name={['dueOn', milestoneId]}
          rules={required}
        >
          <DateInput min={project.startOn} />
        </Form.Item>
      ))}
      <ReasonField label={t('调整事由', 'Reason')} />
    </CommandDialog>
  );
}

/** The authority halts the work. */
export function Suspend({ project }: ActionProps) {
  const t = useText();
  const command = useCommand((body: BodyOf<'suspendProject'>, header) =>
    api.POST('/projects/{id}/suspension', { params: { path: { id: project.id }, header }, body }),
  );
  return (
    <CommandDialog<BodyOf<'suspendProject'>, Answer>
      label={t('暂停', 'Suspend')}
      command={command}
      version={project.version}
      done={t('已暂停', 'Suspended')}
    >
      <ReasonField />
    </CommandDialog>
  );
}

/** The work goes on. */
export function Resume({ project, isPrimary }: ActionProps) {
  const t = useText();
  const command = useCommand((body: BodyOf<'resumeProject'>, header) =>
    api.POST('/projects/{id}/resumption', { params: { path: { id: project.id }, header }, body }),
  );
  return (
    <CommandDialog<BodyOf<'resumeProject'>, Answer>
      label={t('恢复实施', 'Resume')}
      command={command}
      version={project.version}
      done={t('已恢复实施', 'Resumed')}
      isPrimary={isPrimary}
    >
      <ReasonField />
    </CommandDialog>
  );
}
