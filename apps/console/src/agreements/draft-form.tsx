import { Alert, Form, type FormInstance, Input, InputNumber, Select } from 'antd';
import { queries } from '../api/client';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { DateInput } from '../parts/date-input';
import { Section } from '../parts/page';
import { DraftParties } from './draft-parties';
import { DraftPurpose } from './draft-purpose';
import { useRequired } from './draft-required';
import type { DraftValues } from './draft-values';
import { ObligationFields } from './obligation-fields';
import './agreements.css';

type Props = Readonly<{
  form: FormInstance<DraftValues>;
  /** As they are typed. */
  values: DraftValues;
  /** Keys of duties that this text or an earlier one has used. */
  usedIds: readonly string[];
}>;

/** The sections of an agreement's text, in its own order; what only some kinds ask for appears with them. */
export function DraftFields({ form, values, usedIds }: Props) {
  return (
    <>
      <Basics />
      <DraftParties values={values} />
      <DraftPurpose values={values} />
      <ObligationFields form={form} values={values} usedIds={usedIds} />
      <Term values={values} />
    </>
  );
}

function Basics() {
  const t = useText();
  const { options } = useLabels();
  const required = useRequired();
  const hint = useKindHint();
  return (
    <Section title={t('种类和标题', 'Kind and title')}>
      <Form.Item
        label={t('结对种类', 'Kind')}
        name="kind"
        rules={required(t('请选择结对种类', 'Choose the kind'))}
        extra={hint}
      >
        <Select options={options('agreementKinds')} style={{ maxWidth: 400 }} />
      </Form.Item>
      <Form.Item label={t('协议标题', 'Title')} name="title" rules={required(t('请填写标题', 'Enter the title'))}>
        <Input maxLength={60} showCount style={{ maxWidth: 640 }} />
      </Form.Item>
    </Section>
  );
}

/** What the chosen kind asks of its parties, in the words of the rules. */
function useKindHint(): string | null {
  const t = useText();
  const kind = Form.useWatch<DraftValues['kind']>('kind');
  switch (kind) {
    case 'VERTICAL':
      return t('各方须注明党组织层级，且不都在同一层级。', 'Parties state their levels, which differ.');
    case 'HORIZONTAL_BUSINESS':
      return t('各方须为同一层级，并写明业务关系。', 'Parties of one level; say how their work is linked.');
    case 'HORIZONTAL_MUTUAL_AID':
      return t('各方须为同一层级。', 'Parties of one level.');
    case 'HORIZONTAL_CROSS_TRADE':
      return t('各方须为同一层级，且不都属同一行业。', 'Parties of one level and of different trades.');
    case 'TARGETED_ASSISTANCE':
      return t(
        '须有帮扶方和受帮扶方。只有帮扶方必须承担义务。',
        'Givers and receivers; only givers must owe something.',
      );
    case 'URBAN_RURAL':
      return t(
        '至少一方在城市、一方在农村，并写明共享的资源。',
        'One party in town, one in the country; say what is shared.',
      );
    case 'VILLAGE_VILLAGE':
      return t('各方须都为村。', 'All parties are villages.');
    case 'REGIONAL':
      return t('各方须在同一设区市。', 'All parties are in one city.');
    case 'TRADE_UNIFIED':
      return t('各方须属同一行业，由一个行业党委牵头。', 'Parties of one trade, led by one trade committee.');
    case 'COUNTY_RESOURCE_PAIRING':
      return t(
        '受帮扶方须为村，并附需求清单。只有帮扶方必须承担义务。',
        'Receivers are villages, with a list of needs; only givers must owe something.',
      );
    default:
      return null;
  }
}

function Term({ values }: Readonly<{ values: DraftValues }>) {
  const t = useText();
  const { options } = useLabels();
  const required = useRequired();
  const { data } = queries.useQuery('get', '/projects', { params: { query: { limit: 200 } } });
  const { termFrom, termTo } = values;
  const isReversed = termFrom !== undefined && termTo !== undefined && termFrom > termTo;
  return (
    <Section title={t('期限和其他约定', 'Term and the rest')}>
      <div className="draft-row">
        <Form.Item
          label={t('起始日期', 'From')}
          name="termFrom"
          rules={required(t('请选择起始日期', 'Choose the first day'))}
        >
          <DateInput />
        </Form.Item>
        <Form.Item
          label={t('终止日期', 'To')}
          name="termTo"
          rules={required(t('请选择终止日期', 'Choose the last day'))}
          extra={t('超过三年的，须经区委组织部同意。', 'More than three years needs the consent of a district.')}
        >
          <DateInput min={termFrom} />
        </Form.Item>
        <Form.Item
          label={t('履约评估周期', 'Reviewed')}
          name="reviewCadence"
          rules={required(t('请选择评估周期', 'Choose how often'))}
        >
          <Select options={options('reviewCadences')} />
        </Form.Item>
        <Form.Item
          label={t('终止协议须提前通知', 'Notice of termination')}
          name="terminationNoticeDays"
          rules={required(t('请填写天数', 'Enter the days'))}
        >
          <InputNumber min={0} max={365} precision={0} suffix={t('天', 'days')} />
        </Form.Item>
        <Form.Item label={t('协议份数', 'Copies')} name="copies" rules={required(t('请填写份数', 'Enter how many'))}>
          <InputNumber min={1} max={99} precision={0} suffix={t('份', '')} />
        </Form.Item>
      </div>
      {isReversed && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={t('终止日期早于起始日期', 'The last day is before the first')}
        />
      )}
      <Form.Item label={t('关联项目（可不选）', 'Projects (optional)')} name="projectIds">
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={(data?.items ?? []).map(({ id, name, projectNo }) => ({
            value: id,
            label: projectNo ? `${name} · ${projectNo}` : name,
          }))}
        />
      </Form.Item>
    </Section>
  );
}
