import { Form, Input, Select } from 'antd';
import { Fragment, type ReactNode, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api, queries, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CommandForm } from '../parts/command-form';
import type { Draft } from '../parts/drafted';
import { UnitSelect, useUnits } from '../parts/names';
import { Section } from '../parts/page';
import { personalDataRule } from '../parts/personal-data-rule';
import { useSaid } from '../parts/said';
import { useMe } from '../session/session';
import {
  type ActivityDraft,
  formFieldOf,
  headcountOf,
  hostsOf,
  type Line,
  lineOf,
  linesToSend,
  linksChosen,
  type PlanBody,
  planBody,
  type RecordBody,
  recordBody,
  type When,
} from './activity-draft';
import { type FieldName, fieldsOf } from './activity-fields';
import { ParticipationGrid } from './participation-grid';
import { SameDay } from './same-day';
import { TimeSpan } from './time-span';

type Props = Readonly<{
  councils: readonly Schemas['CouncilSummary'][];
  isPlan: boolean;
  /** The plan that was held. */
  plan?: Readonly<{ id: string; version: number; planned: ActivityDraft }>;
  draft: Draft<ActivityDraft>;
}>;

/** An activity in at most twelve fields. */
export function ActivityForm({ councils, isPlan, plan, draft }: Props) {
  const t = useText();
  const said = useSaid();
  const navigate = useNavigate();
  const { mandate } = useMe();
  const [form] = Form.useForm<ActivityDraft>();
  const record = useCommand((body: RecordBody, header) => api.POST('/activities', { params: { header }, body }));
  const planning = useCommand((body: PlanBody, header) => api.POST('/activities/plans', { params: { header }, body }));
  const command = isPlan ? planning : record;
  // What has just been sent is no duplicate of itself.
  const [isSending, setSending] = useState(false);
  const sent = useRef<readonly Line[]>([]);

  const leadHostUnitId = Form.useWatch('leadHostUnitId', form);
  const coHostUnitIds = Form.useWatch('coHostUnitIds', form);
  const when = Form.useWatch('when', form);
  const hosts = hostsOf({ ...(leadHostUnitId ? { leadHostUnitId } : {}), coHostUnitIds: coHostUnitIds ?? [] });
  const links = useLinks(leadHostUnitId);

  const councilId = councils.length === 1 ? councils[0]?.id : undefined;
  const presets: ActivityDraft = {
    ...(councilId ? { councilId } : {}),
    ...(mandate.role === 'UNIT' ? { leadHostUnitId: mandate.scope } : {}),
    ...plan?.planned,
  };
  const { problem } = command;
  const fieldNames = useMemo(
    () =>
      Object.fromEntries(
        (problem?.fields ?? []).flatMap(({ field }) => {
          const name = formFieldOf(field);
          return name ? [[field, [name]]] : [];
        }),
      ),
    [problem],
  );
  const lineErrors = new Map(
    (problem?.fields ?? []).flatMap(({ field, message }): [string, string][] => {
      const line = lineOf(field);
      const key = line === undefined ? undefined : sent.current[line - 1]?.key;
      return key ? [[key, message]] : [];
    }),
  );

  const send = async () => {
    const typed: ActivityDraft = { ...presets, ...form.getFieldsValue(true) };
    sent.current = linesToSend(typed.participations ?? [], hostsOf(typed));
    setSending(true);
    const answer = await (isPlan
      ? planning.run(planBody(typed))
      : record.run(recordBody(typed, plan?.id), plan?.version)
    ).catch((error) => {
      setSending(false);
      throw error;
    });
    draft.drop();
    said(isPlan ? t('计划已登记', 'Planned') : t('活动已登记', 'Recorded'));
    navigate(`/activities/${answer.id}`);
  };

  const names = fieldsOf({
    ...{ role: mandate.role, councils: councils.length, isPlan, isPlanned: plan !== undefined },
    ...{ hasLinks: links.length > 0, hasCoHosts: hosts.length > 1 },
  });
  const fields: Readonly<Record<FieldName, ReactNode>> = {
    councilId: <CouncilField councils={councils} />,
    ...useTextFields(),
    when: (
      <Form.Item
        name="when"
        label={t('时间（北京时间）', 'When (Beijing time)')}
        required
        rules={[
          {
            validator: async (_, { date, from, to }: When = {}) => {
              if (!date || !from || !to) throw new Error(t('请填写日期和起止时间', 'Date, start and end, please'));
            },
          },
        ]}
        validateTrigger={[]}
      >
        <TimeSpan max={isPlan ? undefined : today()} />
      </Form.Item>
    ),
    leadHostUnitId: (
      <Form.Item
        name="leadHostUnitId"
        label={t('牵头主办单位', 'Lead host')}
        rules={[{ required: true, message: t('请选择牵头主办单位', 'Which unit leads?') }]}
      >
        <UnitSelect placeholder={t('输入名称或编号', 'Name or number')} />
      </Form.Item>
    ),
    coHostUnitIds: (
      <Form.Item name="coHostUnitIds" label={t('联合主办单位', 'Co-hosts')}>
        <UnitSelect
          mode="multiple"
          placeholder={t('没有可不填', 'If any')}
          among={({ id, status }) => status === 'ACTIVE' && id !== leadHostUnitId}
        />
      </Form.Item>
    ),
    onBehalfOfUnitId: <OnBehalfField hosts={hosts} />,
    links: (
      <Form.Item name="links" label={t('关联的项目、协议', 'Projects and agreements')} normalize={linksChosen}>
        <Select
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('属于哪个项目、履行哪份协议，没有可不填', 'If any')}
          options={links}
        />
      </Form.Item>
    ),
    participations: (
      <Form.Item
        name="participations"
        label={t('参与人次', 'Who took part')}
        required
        validateStatus=""
        rules={[
          {
            validator: async (_, lines: readonly Line[] = []) => {
              if (!lines.some((line) => headcountOf(line) > 0)) {
                throw new Error(t('请至少填写一个单位的人次', 'At least one unit, please'));
              }
            },
          },
        ]}
        validateTrigger={[]}
      >
        <ParticipationGrid hosts={hosts} errors={lineErrors} />
      </Form.Item>
    ),
  };

  return (
    <>
      {draft.note}
      <Section>
        <div className="activity-form">
          <CommandForm<ActivityDraft>
            form={form}
            command={command}
            fieldNames={fieldNames}
            initialValues={{ ...presets, ...draft.kept }}
            onValuesChange={(changed) => {
              draft.keep(form.getFieldsValue(true));
              // These two are looked at when they are sent, so what was said of them is out of date now.
              for (const name of ['when', 'participations'] as const) {
                if (name in changed) form.setFields([{ name, errors: [] }]);
              }
            }}
            submitText={isPlan ? t('登记计划', 'Plan it') : t('登记活动', 'Record it')}
            cancel={() => navigate(plan ? `/activities/${plan.id}` : '/activities')}
            submit={send}
          >
            {names.map((name) => (
              <Fragment key={name}>
                <div className={`field-${name}`}>{fields[name]}</div>
                {name === 'coHostUnitIds' && !isSending && (
                  <SameDay leadHostUnitId={leadHostUnitId} date={when?.date} planId={plan?.id} />
                )}
              </Fragment>
            ))}
            <p className="quiet">
              {t(
                '填写的内容自动保存在本浏览器标签页，提交前关闭标签页会丢失。',
                'What you type is kept in this tab until it is closed.',
              )}
            </p>
          </CommandForm>
        </div>
      </Section>
    </>
  );
}

/** The fields that are simply typed or chosen. */
function useTextFields() {
  const t = useText();
  const { options } = useLabels();
  const required = (message: string) => [{ required: true, message }];
  return {
    title: (
      <Form.Item
        name="title"
        label={t('活动名称', 'Title')}
        rules={[...required(t('请填写活动名称', 'What was it called?')), personalDataRule(t)]}
      >
        <Input maxLength={60} showCount placeholder={t('4至60个字', '4 to 60 characters')} />
      </Form.Item>
    ),
    kind: (
      <Form.Item name="kind" label={t('类型', 'Kind')} rules={required(t('请选择类型', 'Which kind?'))}>
        <Select options={options('activityKinds')} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
    ),
    form: (
      <Form.Item name="form" label={t('形式', 'Form')}>
        <Select allowClear options={options('activityForms')} placeholder={t('可不填', 'Optional')} />
      </Form.Item>
    ),
    place: (
      <Form.Item
        name="place"
        label={t('地点', 'Place')}
        rules={[...required(t('请填写地点', 'Where was it?')), personalDataRule(t)]}
      >
        <Input maxLength={60} />
      </Form.Item>
    ),
    coTags: (
      <Form.Item
        name="coTags"
        label={t('同时计为', 'Counts also as')}
        extra={t('一次活动同时是党课、主题党日等的，在此选择，不用另行登记。', 'One record, whatever else it was.')}
      >
        <Select mode="multiple" allowClear options={options('coTags')} placeholder={t('没有可不填', 'If any')} />
      </Form.Item>
    ),
    summary: (
      <Form.Item
        name="summary"
        label={t('内容摘要', 'Summary')}
        rules={[
          ...required(t('请用20至1000个字写明做了什么', 'What was done, in 20 to 1000 characters')),
          personalDataRule(t),
        ]}
      >
        <Input.TextArea
          placeholder={t(
            '做了什么、有什么结果；不写个人姓名、电话、证件号',
            'What was done and what came of it; no names or numbers of persons',
          )}
          autoSize={{ minRows: 3, maxRows: 10 }}
          maxLength={1000}
          showCount
        />
      </Form.Item>
    ),
  };
}

function CouncilField({ councils }: Pick<Props, 'councils'>) {
  const t = useText();
  return (
    <Form.Item
      name="councilId"
      label={t('所属联席会', 'Council')}
      rules={[{ required: true, message: t('请选择联席会', 'Which council?') }]}
    >
      <Select options={councils.map(({ id, name }) => ({ value: id, label: name }))} />
    </Form.Item>
  );
}

function OnBehalfField({ hosts }: Readonly<{ hosts: readonly string[] }>) {
  const t = useText();
  const units = useUnits();
  return (
    <Form.Item name="onBehalfOfUnitId" label={t('代哪个主办单位填报', 'Recorded for which host')}>
      <Select
        allowClear
        placeholder={t('不选即代牵头主办单位填报', 'The lead host unless chosen')}
        options={hosts.map((unitId) => ({ value: unitId, label: units.get(unitId)?.name ?? unitId }))}
      />
    </Form.Item>
  );
}

type LinkOptions = { label: string; options: { value: string; label: string }[] }[];

/** Projects and agreements of the lead host that an activity can belong to. */
function useLinks(unitId: string | undefined): LinkOptions {
  const t = useText();
  const query = { params: { query: { unitId: unitId ?? '', limit: 200 } } };
  const settings = { enabled: unitId !== undefined, staleTime: 60_000 };
  const projects = queries.useQuery('get', '/projects', query, settings);
  const agreements = queries.useQuery('get', '/agreements', query, settings);
  const isProject = ({ status }: Schemas['ProjectSummary']) => !['PROPOSED', 'REJECTED', 'TERMINATED'].includes(status);
  const isAgreement = ({ status }: Schemas['AgreementSummary']) => ['SIGNED', 'ACTIVE', 'EXPIRED'].includes(status);
  return [
    {
      label: t('项目', 'Projects'),
      options: (projects.data?.items ?? [])
        .filter(isProject)
        .map(({ id, name }) => ({ value: `project:${id}`, label: name })),
    },
    {
      label: t('协议', 'Agreements'),
      options: (agreements.data?.items ?? [])
        .filter(isAgreement)
        .map(({ id, title, agreementNo }) => ({ value: `agreement:${id}`, label: `${title}（${agreementNo}）` })),
    },
  ].filter(({ options }) => options.length > 0);
}
