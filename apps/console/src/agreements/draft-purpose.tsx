import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { Section } from '../parts/page';
import { useRequired } from './draft-required';
import { askedOf, type DraftValues } from './draft-values';

/** What it is for, what is done together, and what else the kind asks for. */
export function DraftPurpose({ values }: Readonly<{ values: DraftValues }>) {
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
