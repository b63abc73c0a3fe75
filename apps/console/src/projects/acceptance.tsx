import { Form, InputNumber, Select } from 'antd';
import { Link } from 'react-router';
import type { BodyOf } from '../api/body';
import { api, queries, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { dateText, numberText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { Facts } from '../parts/facts';
import { Section } from '../parts/page';
import { ReasonField } from '../parts/reason-field';
import { TextItem } from './field-parts';
import { MoneyInput } from './money-input';
import type { ActionProps } from './registration';

type Answer = Schemas['CommandAnswer'];
type RequestValues = {
  outcome: { value: number; evidence: string };
  activityIds?: string[];
  deliveryNote?: string;
  actualFen?: Record<string, number | undefined>;
};

/** The activities that were held for the project. */
const useActivities = (projectId: string) =>
  queries.useQuery('get', '/activities', { params: { query: { projectId, limit: 200 } } });

/** The lead unit says what came of it and asks for acceptance. */
export function RequestAcceptance({ project, isPrimary }: ActionProps) {
  const t = useText();
  const activities = useActivities(project.id);
  const command = useCommand(({ outcome, activityIds, deliveryNote, actualFen }: RequestValues, header) =>
    api.POST('/projects/{id}/acceptance-requests', {
      params: { path: { id: project.id }, header },
      body: {
        outcome,
        activityIds: activityIds ?? [],
        ...(deliveryNote ? { deliveryNote } : {}),
        budgetActuals: Object.entries(actualFen ?? {}).flatMap(([budgetLineId, fen]) =>
          fen === undefined || fen === null ? [] : [{ budgetLineId, actualFen: fen }],
        ),
      },
    }),
  );
  const { value, unit, text } = project.expectedOutcome;
  const held = (activities.data?.items ?? []).filter(({ status }) => status === 'HELD' || status === 'VERIFIED');
  return (
    <CommandDialog<RequestValues, Answer>
      label={t('申请验收', 'Request acceptance')}
      command={command}
      version={project.version}
      explanation={t(
        `预期成果：${numberText(value)}${unit}。${text}`,
        `Expected: ${numberText(value)} ${unit}. ${text}`,
      )}
      initialValues={{
        ...(project.acceptance
          ? {
              outcome: project.acceptance.outcome,
              activityIds: project.acceptance.activityIds,
              deliveryNote: project.acceptance.deliveryNote ?? '',
            }
          : { activityIds: held.map(({ id }) => id) }),
        actualFen: Object.fromEntries(
          project.budgetLines.map(({ budgetLineId, actualFen }) => [budgetLineId, actualFen ?? undefined]),
        ),
      }}
      done={t('已申请验收', 'Acceptance requested')}
      isPrimary={isPrimary}
    >
      <Form.Item
        label={t(`实际成果（${unit}）`, `Actual outcome (${unit})`)}
        name={['outcome', 'value']}
        rules={[{ required: true, message: t('请填写', 'Required') }]}
      >
        <InputNumber min={0} controls={false} style={{ width: 160 }} />
      </Form.Item>
      <TextItem
        name={['outcome', 'evidence']}
        label={t('成果依据', 'Evidence')}
        max={500}
        extra={t('写明在哪里可以看到，如台账、名录', 'Where it can be seen, e.g. a register')}
      />
      <Form.Item
        label={t('本项目开展的活动', 'Activities held for it')}
        name="activityIds"
        extra={t('活动和交付说明至少填写一项', 'Activities or a delivery note, at least one')}
      >
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent={t('没有登记过本项目的活动', 'No activity was recorded for it')}
          options={held.map(({ id, title, startOn }) => ({ value: id, label: `${title} · ${dateText(startOn)}` }))}
        />
      </Form.Item>
      <TextItem name="deliveryNote" label={t('交付说明（可不填）', 'Delivery note (optional)')} max={500} isOptional />
      {project.budgetLines.map(({ budgetLineId, purpose }) => (
        <Form.Item
          key={budgetLineId}
          label={t(`实际支出：${purpose}（可不填）`, `Spent: ${purpose} (optional)`)}
          name={['actualFen', budgetLineId]}
        >
          <MoneyInput label={t(`实际支出：${purpose}`, `Spent: ${purpose}`)} />
        </Form.Item>
      ))}
    </CommandDialog>
  );
}

/** The authority accepts. */
export function Accept({ project, isPrimary }: ActionProps) {
  const t = useText();
  const command = useCommand((body: NonNullable<BodyOf<'acceptProject'>>, header) =>
    api.POST('/projects/{id}/acceptance', { params: { path: { id: project.id }, header }, body }),
  );
  return (
    <CommandDialog<NonNullable<BodyOf<'acceptProject'>>, Answer>
      label={t('通过验收', 'Accept')}
      command={command}
      version={project.version}
      explanation={t('通过后项目结项。', 'The project is completed then.')}
      toBody={({ note }) => (note ? { note } : {})}
      done={t('已通过验收，项目结项', 'Accepted; the project is completed')}
      isPrimary={isPrimary}
    >
      <TextItem name="note" label={t('验收意见（可不填）', 'Note (optional)')} max={500} isOptional />
    </CommandDialog>
  );
}

/** The authority sends it back to work. */
export function Return({ project }: ActionProps) {
  const t = useText();
  const command = useCommand((body: BodyOf<'returnProject'>, header) =>
    api.POST('/projects/{id}/returns', { params: { path: { id: project.id }, header }, body }),
  );
  return (
    <CommandDialog<BodyOf<'returnProject'>, Answer>
      label={t('退回', 'Return')}
      command={command}
      version={project.version}
      explanation={t('牵头单位补充后可再次申请验收。', 'The lead unit may complete it and ask again.')}
      done={t('已退回', 'Returned')}
      danger
    >
      <ReasonField />
    </CommandDialog>
  );
}

/** What was expected, what came of it, and how it was judged. */
export function OutcomeSection({ project }: Pick<ActionProps, 'project'>) {
  const t = useText();
  const { label } = useLabels();
  const activities = useActivities(project.id);
  const { expectedOutcome: expected, acceptance, completedOn } = project;
  const named = (activities.data?.items ?? []).filter(({ id }) => acceptance?.activityIds.includes(id));
  return (
    <Section title={t('成果与验收', 'Outcome and acceptance')}>
      <Facts
        facts={[
          [
            t('预期成果', 'Expected'),
            <span key="e">
              <strong className="number">
                {numberText(expected.value)}
                {expected.unit}
              </strong>{' '}
              {expected.text}
            </span>,
          ],
          acceptance !== null && [
            t('实际成果', 'Actual'),
            <span key="a">
              <strong className="number">
                {numberText(acceptance.outcome.value)}
                {expected.unit}
              </strong>{' '}
              {acceptance.outcome.evidence}
            </span>,
          ],
          acceptance !== null &&
            acceptance.deliveryNote !== null && [t('交付说明', 'Delivery note'), acceptance.deliveryNote],
          completedOn !== null && [
            t('验收结果', 'Result'),
            t(`${dateText(completedOn)}通过`, `accepted on ${dateText(completedOn)}`),
          ],
          acceptance !== null &&
            project.status === 'RETURNED' && [
              t('验收结果', 'Result'),
              t('已退回，事由见历程', 'returned; the reason is in the history'),
            ],
        ]}
      />
      {named.length > 0 && (
        <>
          <h3>{t('作为依据的活动', 'Activities named as evidence')}</h3>
          <ul className="plain-list">
            {named.map(({ id, title, startOn, status }) => (
              <li key={id}>
                <Link to={`/activities/${id}`}>{title}</Link>{' '}
                <span className="quiet">
                  {dateText(startOn)} · {label('activityStatuses', status)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
