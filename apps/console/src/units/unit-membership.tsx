import { Form, Input, Select } from 'antd';
import type { BodyOf } from '../api/body';
import { api, queries, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { DateInput } from '../parts/date-input';
import { useMembers } from '../parts/members';
import { useCouncils } from '../parts/names';

type Unit = Schemas['Unit'];
type Member = Schemas['CouncilMember'];
type Props = Readonly<{ unit: Unit; isPrimary?: boolean }>;

/** What the unit is in that council; undefined while it is read, null when it never was a member. */
export function useMembership(councilId: string, unit: Unit): Member | null | undefined {
  const { data } = useMembers(councilId);
  return data && (data.find(({ unitId }) => unitId === unit.id) ?? null);
}

/** The district recommends its unit to a council. */
export function Recommend({ unit, isPrimary }: Props) {
  const t = useText();
  const councils = useCouncils();
  const command = useCommand((body: BodyOf<'recommendUnit'>, header) =>
    api.POST('/units/{id}/recommendations', { params: { path: { id: unit.id }, header }, body }),
  );
  const open = (councils.data?.items ?? []).filter(({ status }) => status !== 'DISSOLVED');
  const first = unit.councilIds[0] ?? (open.length === 1 ? open[0]?.id : undefined);
  return (
    <CommandDialog<BodyOf<'recommendUnit'>, Schemas['CommandAnswer']>
      label={t('推荐', 'Recommend')}
      command={command}
      version={unit.version}
      explanation={t(
        '推荐后由联席会办公室另一人办理转为正式成员单位。',
        'The council’s office then makes it a member; that must be somebody else.',
      )}
      initialValues={first ? { councilId: first } : {}}
      toBody={({ councilId, basis }) => ({ councilId, ...(basis ? { basis } : {}) })}
      done={t('已推荐', 'Recommended')}
      isPrimary={isPrimary}
    >
      <Form.Item
        label={t('推荐加入的联席会', 'To which joint conference')}
        name="councilId"
        rules={[{ required: true, message: t('请选择', 'Choose one') }]}
      >
        <Select options={open.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item label={t('推荐依据（可不填）', 'Basis (optional)')} name="basis">
        <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </CommandDialog>
  );
}

/** A day from which it holds; empty means today. */
export function EffectiveOn({ label }: Readonly<{ label?: string }>) {
  const t = useText();
  return (
    <Form.Item
      label={label ?? t('生效日期（不填为今天）', 'From (today if empty)')}
      name="effectiveOn"
      extra={t('不能追溯到已关账的月份', 'Not into a closed month')}
    >
      <DateInput />
    </Form.Item>
  );
}

/** The council's office makes a recommended unit a full one. */
export function Activate({ unit, councilId, isPrimary }: Props & Readonly<{ councilId: string }>) {
  const t = useText();
  const command = useCommand((body: BodyOf<'activateUnit'>, header) =>
    api.POST('/units/{id}/activation', { params: { path: { id: unit.id }, header }, body }),
  );
  return (
    <CommandDialog<BodyOf<'activateUnit'>, Schemas['CommandAnswer']>
      label={t('转为正式成员单位', 'Make it a full unit')}
      command={command}
      version={unit.version}
      explanation={t('请核对基本信息后办理。', 'Check its profile first.')}
      toBody={({ effectiveOn }) => ({ councilId, ...(effectiveOn ? { effectiveOn } : {}) })}
      done={t('已转为正式成员单位', 'It is a full unit now')}
      isPrimary={isPrimary}
    >
      <EffectiveOn />
    </CommandDialog>
  );
}

/** The council's office admits a full unit as a member. */
export function Admit({ unit, councilId, isPrimary }: Props & Readonly<{ councilId: string }>) {
  const t = useText();
  const council = queries.useQuery('get', '/councils/{id}', { params: { path: { id: councilId } } });
  const command = useCommand((body: BodyOf<'admitMember'>, header) =>
    api.POST('/councils/{id}/members', { params: { path: { id: councilId }, header }, body }),
  );
  return (
    <CommandDialog<BodyOf<'admitMember'>, Schemas['CommandAnswer']>
      label={t('吸纳为联席会成员', 'Admit to the conference')}
      command={command}
      {...(council.data ? { version: council.data.version } : {})}
      explanation={t(
        '吸纳后可参加本联席会的协议、项目和活动。',
        'It can then take part in agreements, projects, activities.',
      )}
      toBody={({ effectiveOn }) => ({ unitId: unit.id, ...(effectiveOn ? { effectiveOn } : {}) })}
      done={t('已吸纳', 'Admitted')}
      isPrimary={isPrimary}
    >
      <EffectiveOn />
    </CommandDialog>
  );
}
