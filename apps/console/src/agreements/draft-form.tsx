import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Form, type FormInstance, Input, InputNumber, Select } from 'antd';
import { queries } from '../api/client';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { DateInput } from '../parts/date-input';
import { UnitSelect } from '../parts/names';
import { Section } from '../parts/page';
import { partyName } from './agreement-text';
import { askedOf, type DraftValues } from './draft-values';
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
      <Parties values={values} />
      <Purpose values={values} />
      <ObligationFields form={form} values={values} usedIds={usedIds} />
      <Term values={values} />
    </>
  );
}

function useRequired() {
  const t = useText();
  return (message: string) => [{ required: true, message: message || t('请填写', 'Required') }];
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

function Parties({ values }: Readonly<{ values: DraftValues }>) {
  const t = useText();
  const { options } = useLabels();
  const required = useRequired();
  const asked = askedOf(values.kind, values);
  const hasSides = asked.sides.length > 1;
  return (
    <Section title={t('协议各方', 'Parties')}>
      <Form.List name="parties">
        {(fields, { add, remove, move }, { errors }) => (
          <>
            {fields.map(({ key, name }) => (
              <fieldset key={key} className="draft-party">
                <legend>{partyName(name, t)}</legend>
                <div className="draft-row">
                  <Form.Item
                    label={t('单位', 'Unit')}
                    name={[name, 'unitId']}
                    rules={required(t('请选择单位', 'Choose the unit'))}
                    className="draft-wide"
                  >
                    <UnitSelect
                      among={({ id, status }) =>
                        values.parties.every((party, index) => index === name || party?.unitId !== id) &&
                        (status === 'ACTIVE' || values.parties[name]?.unitId === id)
                      }
                    />
                  </Form.Item>
                  <Form.Item
                    label={t('签署人职务', 'Post of the signatory')}
                    name={[name, 'signatoryPost']}
                    rules={required(t('请填写签署人职务', 'Enter the post'))}
                    tooltip={t('填写职务名称，如党支部书记，不填写姓名。', 'The post, not the name.')}
                  >
                    <Input maxLength={30} />
                  </Form.Item>
                  <Form.Item
                    label={t('在协议中的身份', 'Side')}
                    name={[name, 'side']}
                    hidden={!hasSides}
                    rules={hasSides ? required(t('请选择身份', 'Choose the side')) : []}
                  >
                    <Select
                      options={options('agreementSides').filter(({ value }) =>
                        asked.sides.some((side) => side === value),
                      )}
                    />
                  </Form.Item>
                  {asked.level && (
                    <Form.Item label={t('党组织层级', 'Level')} name={[name, 'level']}>
                      <Select allowClear options={options('partyLevels')} />
                    </Form.Item>
                  )}
                  {asked.trade && (
                    <Form.Item label={t('行业', 'Trade')} name={[name, 'trade']}>
                      <Select allowClear options={options('trades')} />
                    </Form.Item>
                  )}
                  {asked.locality && (
                    <Form.Item label={t('所在地属性', 'Locality')} name={[name, 'locality']}>
                      <Select allowClear options={options('localities')} />
                    </Form.Item>
                  )}
                </div>
                <div className="draft-tools">
                  {name > 0 && (
                    <Button type="text" size="small" onClick={() => move(name, name - 1)}>
                      {t(`改为${partyName(name - 1, t)}`, `Make it ${partyName(name - 1, t)}`)}
                    </Button>
                  )}
                  {fields.length > 2 && (
                    <Button type="text" size="small" danger icon={<DeleteOutlined />} onClick={() => remove(name)}>
                      {t(`移除${partyName(name, t)}`, `Remove ${partyName(name, t)}`)}
                    </Button>
                  )}
                </div>
              </fieldset>
            ))}
            <Form.ErrorList errors={errors} />
            {fields.length < 20 && (
              <Button icon={<PlusOutlined />} onClick={() => add({ side: hasSides ? undefined : 'PARTY' })}>
                {t('增加一方', 'Add a party')}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </Section>
  );
}

function Purpose({ values }: Readonly<{ values: DraftValues }>) {
  const t = useText();
  const { options } = useLabels();
  const required = useRequired();
  const asked = askedOf(values.kind, values);
  return (
    <Section title={t('目的和共建内容', 'Purpose and what is done together')}>
      <Form.Item
        label={t('共建目的', 'Purpose')}
        name="purpose"
        rules={required(t('请填写共建目的', 'Enter the purpose'))}
        extra={t('20至500字。', '20 to 500 characters.')}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={500} showCount />
      </Form.Item>
      <Texts
        name="scopeItems"
        label={t('共建内容', 'What is done together')}
        addText={t('增加一项共建内容', 'Add an item')}
        itemName={(index) => t(`共建内容第${index + 1}项`, `Item ${index + 1}`)}
        atLeastOne
      />
      {asked.businessRelation && (
        <Form.Item
          label={t('业务关系', 'How their work is linked')}
          name="businessRelation"
          rules={
            values.kind === 'HORIZONTAL_BUSINESS' ? required(t('请写明业务关系', 'Say how their work is linked')) : []
          }
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} showCount />
        </Form.Item>
      )}
      {asked.postedCadres && (
        <Form.Item label={t('选派干部人数（可不填）', 'Cadres posted (optional)')} name="postedCadres">
          <InputNumber min={0} max={9999} precision={0} suffix={t('人', '')} />
        </Form.Item>
      )}
      {asked.sharedResources && (
        <Form.Item label={t('共享的资源', 'What is shared')} name="sharedResources">
          <Select mode="multiple" options={options('sharedResourceKinds')} style={{ maxWidth: 400 }} />
        </Form.Item>
      )}
      {asked.needs && (
        <Texts
          name="needs"
          label={t('村级需求清单', 'What the village needs')}
          addText={t('增加一项需求', 'Add a need')}
          itemName={(index) => t(`需求第${index + 1}项`, `Need ${index + 1}`)}
        />
      )}
    </Section>
  );
}

type TextsProps = Readonly<{
  name: 'scopeItems' | 'needs';
  label: string;
  addText: string;
  itemName: (index: number) => string;
  atLeastOne?: boolean;
}>;

/** A list of one-line texts. */
function Texts({ name: list, label, addText, itemName, atLeastOne = false }: TextsProps) {
  const t = useText();
  const required = useRequired();
  return (
    <fieldset className="draft-texts">
      <legend>{label}</legend>
      <Form.List name={list}>
        {(fields, { add, remove }, { errors }) => (
          <>
            {fields.map(({ key, name }) => (
              <div className="draft-line" key={key}>
                <Form.Item name={[name]} rules={required(t('请填写，或移除本项', 'Fill it in, or remove it'))}>
                  <Input aria-label={itemName(name)} maxLength={200} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t(`移除${itemName(name)}`, `Remove ${itemName(name)}`)}
                  disabled={atLeastOne && fields.length === 1}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Form.ErrorList errors={errors} />
            {fields.length < 30 && (
              <Button icon={<PlusOutlined />} onClick={() => add('')}>
                {addText}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </fieldset>
  );
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
