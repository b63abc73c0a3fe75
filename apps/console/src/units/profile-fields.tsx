import { isUscc } from '@lianjian/kernel/uscc';
import { Button, Form, Input, Select } from 'antd';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { useUnits } from '../parts/names';
import { normalUscc } from './uscc-check';
import { UsccInput } from './uscc-input';
import './units.css';

const HOSTS_AT_LEAST: Readonly<Record<string, number>> = { JOINT_BRANCH: 2 };
const HOSTS_AT_MOST: Readonly<Record<string, number>> = { LEGAL_ENTITY: 1 };

/** Which Party organization it is. `known` is the unit itself, when it is there already. */
export function OrganizationFields({ known }: Readonly<{ known?: string }>) {
  const t = useText();
  const { options } = useLabels();
  const units = useUnits();
  const name = Form.useWatch<string | undefined>('partyOrgName')?.trim();
  const namesake = name ? [...units.values()].find((unit) => unit.name === name && unit.id !== known) : undefined;
  const required = [{ required: true, message: t('请填写', 'Required') }];
  return (
    <div className="form-narrow">
      <Form.Item
        label={t('党组织全称', 'Full name of the Party organization')}
        name="partyOrgName"
        rules={required}
        extra={
          namesake
            ? t(
                `已有同名单位：${namesake.unitNo}（${namesake.districtName}），请确认不是重复登记`,
                `There is one of that name already: ${namesake.unitNo}. Make sure it is another`,
              )
            : t('与公章一致，如“中共……支部委员会”', 'As on its seal')
        }
      >
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item label={t('党组织类型', 'Type of Party organization')} name="partyOrgType" rules={required}>
        <Select options={options('partyOrgTypes')} />
      </Form.Item>
      <Form.Item label={t('上级党组织', 'Superior Party organization')} name="superiorOrgName" rules={required}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item
        label={t('党员人数区间', 'Number of Party members')}
        name="memberCountBand"
        rules={required}
        extra={t('只登记区间，不登记名单', 'Only how many, never who')}
      >
        <Select options={options('memberCountBands')} />
      </Form.Item>
    </div>
  );
}

/** What the organization belongs to: kind, hosts and their codes. */
export function HostFields() {
  const t = useText();
  const { options } = useLabels();
  const form = Form.useFormInstance();
  const hostKind = Form.useWatch<string | undefined>('hostKind') ?? '';
  const atLeast = HOSTS_AT_LEAST[hostKind] ?? 1;
  const atMost = HOSTS_AT_MOST[hostKind] ?? 50;
  const needsCode = hostKind === 'LEGAL_ENTITY';
  const required = [{ required: true, message: t('请填写', 'Required') }];
  const fill = (kind: string) => {
    const hosts: object[] = form.getFieldValue('hostEntities') ?? [];
    const missing = (HOSTS_AT_LEAST[kind] ?? 1) - hosts.length;
    if (missing > 0) form.setFieldValue('hostEntities', [...hosts, ...Array.from({ length: missing }, () => ({}))]);
  };
  return (
    <div className="form-narrow">
      <Form.Item label={t('单位类别', 'Kind of unit')} name="unitKind" rules={required}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={options('unitKinds')} />
      </Form.Item>
      <Form.Item
        label={t('党组织所在单位情况', 'What it belongs to')}
        name="hostKind"
        rules={required}
        extra={
          {
            LEGAL_ENTITY: t(
              '填写一个法人单位及其统一社会信用代码；该代码不得与其他正式单位重复',
              'One legal entity with its code, which no other active unit may hold',
            ),
            JOINT_BRANCH: t('至少填写两个所在单位', 'At least two hosts'),
            SAME_AS_SUPERIOR: t(
              '与上级党组织在同一法人单位，代码可与上级相同',
              'Within the same legal entity as its superior; the code may be the same',
            ),
          }[hostKind]
        }
      >
        <Select options={options('hostKinds')} onChange={fill} />
      </Form.Item>
      <Form.List name="hostEntities">
        {(hosts, { add, remove }, { errors }) => (
          <>
            {hosts.map(({ key, name }, index) => (
              <fieldset className="host" key={key}>
                <legend>
                  {t('所在单位', 'Host')} {hosts.length > 1 ? index + 1 : ''}
                </legend>
                <Form.Item label={t('单位名称', 'Name')} name={[name, 'name']} rules={required}>
                  <Input maxLength={60} />
                </Form.Item>
                <Form.Item
                  label={
                    needsCode
                      ? t('统一社会信用代码', 'Unified social credit code')
                      : t('统一社会信用代码（可不填）', 'Unified social credit code (optional)')
                  }
                  name={[name, 'uscc']}
                  validateTrigger="onBlur"
                  rules={[
                    ...(needsCode ? required : []),
                    {
                      validator: async (_, value?: string) => {
                        if (value && !isUscc(normalUscc(value))) {
                          throw new Error(t('请填写正确的18位代码，或留空', 'Enter a right code, or none'));
                        }
                      },
                    },
                  ]}
                >
                  <UsccInput />
                </Form.Item>
                {hosts.length > atLeast && (
                  <Button type="link" danger style={{ padding: 0, marginBottom: 8 }} onClick={() => remove(name)}>
                    {t('移除此单位', 'Remove this host')}
                  </Button>
                )}
              </fieldset>
            ))}
            <div className="list-errors">
              <Form.ErrorList errors={errors} />
            </div>
            {hosts.length < atMost && hostKind !== '' && (
              <Button onClick={() => add({})} style={{ marginBottom: 16 }}>
                {t('增加所在单位', 'Add a host')}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </div>
  );
}

/** Where it is, besides the district. */
export function AddressFields() {
  const t = useText();
  return (
    <>
      <Form.Item
        label={t('街道代码（可不填）', 'Subdistrict code (optional)')}
        name="subdistrictCode"
        extra={t('统计用区划代码前9位', 'First nine digits of the statistical code')}
      >
        <Input className="number" maxLength={9} inputMode="numeric" style={{ maxWidth: 160 }} />
      </Form.Item>
      <Form.Item
        label={t('地址', 'Address')}
        name="address"
        rules={[{ required: true, message: t('请填写', 'Required') }]}
      >
        <Input maxLength={120} />
      </Form.Item>
    </>
  );
}
