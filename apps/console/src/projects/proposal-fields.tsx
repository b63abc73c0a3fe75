import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd';
import type { Schemas } from '../api/client';
import { moneyText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { DateInput } from '../parts/date-input';
import { UnitSelect } from '../parts/names';
import { Section } from '../parts/page';
import { useMe } from '../session/session';
import { useAuthorityName } from './authority-name';
import { LineItem, TextItem } from './field-parts';
import { sumOfFen } from './money';
import { MoneyInput } from './money-input';

const MOST_MILESTONES = 12;

function useRequired() {
  const t = useText();
  return [{ required: true, message: t('请填写', 'Required') }];
}

/** What the project is for. */
export function PurposeFields() {
  const t = useText();
  const { options } = useLabels();
  const required = useRequired();
  return (
    <Section title={t('一、项目内容', '1. What and why')}>
      <div className="form-narrow">
        <LineItem name="name" label={t('项目名称', 'Name')} maxLength={60} />
        <div className="side-by-side">
          <Form.Item label={t('项目类别', 'Category')} name="category" rules={required}>
            <Select options={options('projectCategories')} />
          </Form.Item>
          <Form.Item label={t('受益群体', 'For whom')} name="beneficiary" rules={required}>
            <Select options={options('beneficiaryGroups')} />
          </Form.Item>
        </div>
        <TextItem
          name="businessObjective"
          label={t('服务的业务目标', 'The business it serves')}
          max={200}
          extra={t('一句话写明服务于哪项经营、治理或民生目标', 'In one sentence: which business or public end')}
        />
      </div>
    </Section>
  );
}

/** Where it takes place, who leads it and who takes part. */
export function PartnersFields({ councils }: Readonly<{ councils: readonly Schemas['CouncilSummary'][] }>) {
  const t = useText();
  const { mandate } = useMe();
  const { districtName } = useLabels();
  const authorityName = useAuthorityName();
  const required = useRequired();
  const councilId = Form.useWatch<string | undefined>('councilId');
  const leadDistrict = Form.useWatch<string | undefined>('leadDistrict');
  const authority = Form.useWatch<string | undefined>('registeringAuthority');
  const leadUnitId = Form.useWatch<string | undefined>('leadUnitId');
  const hosts = (councils.find(({ id }) => id === councilId)?.hostDistricts ?? []).map(({ code, name }) => ({
    value: code,
    label: name,
  }));
  const isOwn = mandate.role === 'DIST' && leadDistrict === mandate.scope;
  return (
    <Section title={t('二、参与区与单位', '2. Where and who')}>
      <div className="form-narrow">
        <Form.Item label={t('所属联席会', 'Joint conference')} name="councilId" rules={required}>
          <Select
            disabled={mandate.role === 'COORD'}
            options={councils.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item
          label={t('参与区（含牵头区）', 'Districts (with the lead district)')}
          name="districts"
          rules={required}
          extra={t('牵头区以外的参与区须表示同意', 'Every district but the lead one has to consent')}
        >
          <DistrictBoxes options={hosts} />
        </Form.Item>
        <Form.Item
          label={t('牵头区', 'Lead district')}
          name="leadDistrict"
          rules={required}
          extra={
            leadDistrict !== undefined &&
            (authority === 'CITY'
              ? t('全市性项目由市委组织部立项', 'A city-wide project is registered by the city')
              : isOwn
                ? t('本区牵头，可申报并立项', 'Your district leads, so it registers in one go')
                : t(
                    `申报后由${districtName(leadDistrict)}委组织部立项`,
                    `${districtName(leadDistrict)} registers it after the proposal`,
                  ))
          }
        >
          <Radio.Group aria-label={t('牵头区', 'Lead district')} options={hosts} />
        </Form.Item>
        <Form.Item label={t('立项机关', 'Registered by')} name="registeringAuthority" rules={required}>
          <Radio.Group
            aria-label={t('立项机关', 'Registered by')}
            options={(['DIST', 'CITY'] as const).map((code) => ({
              value: code,
              label:
                code === 'CITY'
                  ? t(`${authorityName(code)}（全市性项目）`, `${authorityName(code)} (city-wide)`)
                  : authorityName(code),
            }))}
          />
        </Form.Item>
        <Form.Item
          label={t('牵头单位', 'Lead unit')}
          name="leadUnitId"
          rules={required}
          extra={t('须为本联席会的正式成员', 'A full member of the conference')}
        >
          <UnitSelect disabled={mandate.role === 'UNIT'} />
        </Form.Item>
        <Form.Item label={t('协作单位（可不填）', 'Partners (optional)')} name="partnerUnitIds">
          <UnitSelect mode="multiple" among={({ id, status }) => status === 'ACTIVE' && id !== leadUnitId} />
        </Form.Item>
        <Form.Item name="ledBySecretary" valuePropName="checked">
          <Checkbox>{t('书记领办项目', 'Led by its secretary')}</Checkbox>
        </Form.Item>
        {councils.length > 1 && (
          <Form.Item
            label={t('引用的其他联席会（可不填）', 'Also shown by (optional)')}
            name="referencingCouncilIds"
            extra={t('项目只计入所属联席会', 'It counts in its own conference only')}
          >
            <Select
              mode="multiple"
              options={councils
                .filter(({ id }) => id !== councilId)
                .map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        )}
      </div>
    </Section>
  );
}

type BoxesProps = Readonly<{
  id?: string;
  value?: string[];
  onChange?: (value: string[]) => void;
  options: { value: string; label: string }[];
}>;

/** Takes from the form what a group may carry; the form's `aria-required` it may not. */
function DistrictBoxes({ id, value = [], onChange, options }: BoxesProps) {
  const t = useText();
  return (
    <fieldset
      className="bare"
      {...(id ? { id } : {})}
      aria-label={t('参与区（含牵头区）', 'Districts (with the lead district)')}
    >
      <Checkbox.Group options={options} value={value} onChange={(next) => onChange?.(next)} />
    </fieldset>
  );
}

/** When, and by which milestones. */
export function PlanFields() {
  const t = useText();
  const required = useRequired();
  const startOn = Form.useWatch<string | undefined>(['plan', 'startOn']);
  const endOn = Form.useWatch<string | undefined>(['plan', 'endOn']);
  return (
    <Section title={t('三、计划', '3. Plan')}>
      <div className="form-narrow side-by-side">
        <Form.Item label={t('计划开始日期', 'Start')} name={['plan', 'startOn']} rules={required}>
          <DateInput />
        </Form.Item>
        <Form.Item label={t('计划结束日期', 'End')} name={['plan', 'endOn']} rules={required}>
          <DateInput />
        </Form.Item>
      </div>
      <h3>{t('里程碑（1至12个，均在计划期内）', 'Milestones (1 to 12, within the plan)')}</h3>
      <Form.List name="milestones">
        {(milestones, { add, remove }, { errors }) => (
          <>
            {milestones.map(({ key, name }, index) => (
              <fieldset className="line" key={key} aria-label={t(`里程碑${index + 1}`, `Milestone ${index + 1}`)}>
                <LineItem
                  name={[name, 'name']}
                  label={t(`里程碑${index + 1}`, `Milestone ${index + 1}`)}
                  maxLength={60}
                />
                <Form.Item label={t('应完成日期', 'Due')} name={[name, 'dueOn']} rules={required}>
                  <DateInput min={startOn} max={endOn} />
                </Form.Item>
                <LineItem
                  name={[name, 'measure']}
                  label={t('完成标准', 'Measure')}
                  maxLength={200}
                  placeholder={t('写明可核对的完成标志', 'How one can tell')}
                />
                {milestones.length > 1 && (
                  <Button
                    type="link"
                    danger
                    onClick={() => remove(name)}
                    aria-label={t(`移除里程碑${index + 1}`, `Remove milestone ${index + 1}`)}
                  >
                    {t('移除', 'Remove')}
                  </Button>
                )}
              </fieldset>
            ))}
            <div className="list-errors">
              <Form.ErrorList errors={errors} />
            </div>
            {milestones.length < MOST_MILESTONES && (
              <Button onClick={() => add({})}>{t('增加里程碑', 'Add a milestone')}</Button>
            )}
          </>
        )}
      </Form.List>
    </Section>
  );
}

/** What it costs and who pays. */
export function BudgetFields() {
  const t = useText();
  const { options } = useLabels();
  const required = useRequired();
  const lines = Form.useWatch<{ plannedFen?: number }[] | undefined>('budgetLines') ?? [];
  return (
    <Section title={t('四、经费（可不填）', '4. Budget (optional)')}>
      <Form.List name="budgetLines">
        {(fields, { add, remove }, { errors }) => (
          <>
            {fields.map(({ key, name }, index) => (
              <fieldset
                className="line budget"
                key={key}
                aria-label={t(`预算科目${index + 1}`, `Budget line ${index + 1}`)}
              >
                <Form.Item label={t('经费来源', 'Source')} name={[name, 'source']} rules={required}>
                  <Select options={options('budgetSources')} />
                </Form.Item>
                <LineItem name={[name, 'purpose']} label={t('用途', 'Purpose')} maxLength={100} />
                <Form.Item label={t('金额', 'Amount')} name={[name, 'plannedFen']} rules={required}>
                  <MoneyInput label={t('金额', 'Amount')} />
                </Form.Item>
                <Button
                  type="link"
                  danger
                  onClick={() => remove(name)}
                  aria-label={t(`移除预算科目${index + 1}`, `Remove budget line ${index + 1}`)}
                >
                  {t('移除', 'Remove')}
                </Button>
              </fieldset>
            ))}
            <div className="list-errors">
              <Form.ErrorList errors={errors} />
            </div>
            <div className="sum">
              <Button onClick={() => add({})} disabled={fields.length >= 50}>
                {t('增加预算科目', 'Add a budget line')}
              </Button>
              {fields.length > 0 && (
                <span className="number" aria-live="polite">
                  {t('合计 ', 'Total ')}
                  <strong>{moneyText(sumOfFen(lines.map((line) => line?.plannedFen)))}</strong>
                </span>
              )}
            </div>
          </>
        )}
      </Form.List>
    </Section>
  );
}

/** What shall have come of it at the end. */
export function OutcomeFields() {
  const t = useText();
  const required = useRequired();
  return (
    <Section title={t('五、预期成果', '5. Expected outcome')}>
      <div className="form-narrow">
        <div className="side-by-side">
          <Form.Item label={t('数值', 'Number')} name={['expectedOutcome', 'value']} rules={required}>
            <InputNumber min={0} controls={false} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item label={t('计量单位', 'Of what')} name={['expectedOutcome', 'unit']} rules={required}>
            <Input maxLength={10} placeholder={t('如：户、人次、场', 'e.g. shops, people, events')} />
          </Form.Item>
        </div>
        <TextItem
          name={['expectedOutcome', 'text']}
          label={t('成果说明', 'In words')}
          max={200}
          extra={t('验收时对照此项', 'Acceptance compares with this')}
        />
      </div>
    </Section>
  );
}
