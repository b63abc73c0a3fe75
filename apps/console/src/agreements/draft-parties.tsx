import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Select } from 'antd';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { UnitSelect } from '../parts/names';
import { Section } from '../parts/page';
import { partyName } from './agreement-text';
import { useRequired } from './draft-required';
import { askedOf, type DraftValues } from './draft-values';

/** Who is party to it, by which post each signs, and what the kind asks of each. */
export function DraftParties({ values }: Readonly<{ values: DraftValues }>) {
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
