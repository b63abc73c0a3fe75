import { Form, Input, Select } from 'antd';
import type { BodyOf } from '../api/body';
import { api } from '../api/client';
import { useCommand } from '../api/command';
import { today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { DateInput } from '../parts/date-input';
import { idWithin } from './account-state';

type Grant = BodyOf<'grantMandate'>;
const ROLES: readonly Grant['role'][] = ['UNIT', 'COORD', 'DIST', 'CITY', 'AUDIT', 'ADMIN'];

/** Gives an account a dated mandate: a role within a scope. */
export function GrantMandate({ accountId }: Readonly<{ accountId: string }>) {
  const t = useText();
  const { label } = useLabels();
  const grant = useCommand((body: Grant, header) =>
    api.POST('/accounts/{id}/mandates', { params: { path: { id: accountId }, header }, body }),
  );
  return (
    <CommandDialog<Grant, Awaited<ReturnType<typeof grant.run>>>
      label={t('授予任职授权', 'Grant a mandate')}
      command={grant}
      done={t('已授予', 'Granted')}
      isPrimary
      explanation={t(
        '授权自起始日起生效，本人下次登录或切换身份即可使用。',
        'It holds from its first day on; the person can act under it at the next sign-in or switch.',
      )}
      initialValues={{ from: today() }}
      toBody={({ role, scope, from, to, basis }) => ({
        role,
        scope: role === 'ADMIN' ? '*' : idWithin(scope),
        from,
        basis,
        ...(to ? { to } : {}),
      })}
    >
      <Form.Item
        label={t('角色', 'Role')}
        name="role"
        rules={[{ required: true, message: t('请选择角色', 'Choose a role') }]}
      >
        <Select options={ROLES.map((value) => ({ value, label: label('roles', value) }))} />
      </Form.Item>
      <Scope />
      <Form.Item
        label={t('起始日', 'First day')}
        name="from"
        rules={[{ required: true, message: t('请选择起始日', 'Choose the first day') }]}
      >
        <DateInput />
      </Form.Item>
      <Form.Item label={t('最后一天（可不填）', 'Last day (optional)')} name="to">
        <DateInput />
      </Form.Item>
      <Form.Item
        label={t('任职依据', 'Basis')}
        name="basis"
        extra={t('如任职文件、会议决定。', 'For example the appointing document.')}
        rules={[{ required: true, min: 2, message: t('请填写任职依据，2至200个字', 'Say what it rests on') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </CommandDialog>
  );
}

/** Where the role holds: chosen where an administrator may know the choices, else typed as an id. */
function Scope() {
  const t = useText();
  const { districtOptions } = useLabels();
  const form = Form.useFormInstance<Grant>();
  const role = Form.useWatch('role', form) as Grant['role'] | undefined;
  const cities = useCities();
  if (!role || role === 'ADMIN') return null;
  const item = { name: 'scope', preserve: false } as const;
  if (role === 'CITY' || role === 'AUDIT') {
    return (
      <Form.Item
        key="city"
        {...item}
        label={t('城市', 'City')}
        rules={[{ required: true, message: t('请选择城市', 'Choose a city') }]}
      >
        <Select showSearch={{ optionFilterProp: 'label' }} options={cities} />
      </Form.Item>
    );
  }
  if (role === 'DIST') {
    return (
      <Form.Item
        key="district"
        {...item}
        label={t('区', 'District')}
        rules={[{ required: true, message: t('请选择区', 'Choose a district') }]}
      >
        <Select showSearch={{ optionFilterProp: 'label' }} options={districtOptions} />
      </Form.Item>
    );
  }
  const isUnit = role === 'UNIT';
  return (
    <Form.Item
      key={role}
      {...item}
      label={isUnit ? t('单位编号', 'Id of the unit') : t('联席会编号', 'Id of the council')}
      extra={
        isUnit
          ? t(
              '系统管理员看不到业务数据。请向区委组织部或联席会办公室索取：打开该单位的页面，复制浏览器地址即可，粘贴在这里会自动取出编号。',
              'Administrators see no business data. Ask the organization department or the office for the address of the unit’s page and paste it here.',
            )
          : t(
              '系统管理员看不到业务数据。请向市、区委组织部索取：打开该联席会的页面，复制浏览器地址即可，粘贴在这里会自动取出编号。',
              'Administrators see no business data. Ask the organization department for the address of the council’s page and paste it here.',
            )
      }
      rules={[
        { required: true, message: t('请粘贴页面地址或编号', 'Paste the address or the id') },
        {
          validator: async (_, value: string | undefined) => {
            if (value && !/^[0-9a-f-]{36}$/.test(idWithin(value))) {
              throw new Error(t('没有找到编号，请粘贴完整地址', 'There is no id in it; paste the whole address'));
            }
          },
        },
      ]}
    >
      <Input autoComplete="off" maxLength={300} className="code" />
    </Form.Item>
  );
}

function useCities() {
  const { districtOptions, districtName } = useLabels();
  const codes = new Set(districtOptions.map(({ value }) => `${value.slice(0, 4)}00`));
  return [...codes].map((value) => ({ value, label: districtName(value) }));
}
