import { Checkbox, Form, Input, Select, Space } from 'antd';
import type { BodyOf } from '../api/body';
import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { dateText, today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { UnitSelect } from '../parts/names';
import { Section } from '../parts/page';
import { ReasonField } from '../parts/reason-field';
import { useMe } from '../session/session';
import { EffectiveOn } from './unit-membership';
import { offers } from './unit-permissions';

type Unit = Schemas['Unit'];
type Answer = Schemas['CommandAnswer'];
type Props = Readonly<{ unit: Unit }>;

function RequestTransfer({ unit }: Props) {
  const t = useText();
  const { districtOptions } = useLabels();
  const command = useCommand((body: BodyOf<'requestUnitTransfer'>, header) =>
    api.POST('/units/{id}/transfer-requests', { params: { path: { id: unit.id }, header }, body }),
  );
  return (
    <CommandDialog<BodyOf<'requestUnitTransfer'>, Answer>
      label={t('申请属地变更', 'Request a transfer')}
      command={command}
      version={unit.version}
      explanation={t(
        '由转入区委组织部确认后生效；此前仍属本区。以往各月按当时所在区统计。',
        'The gaining district has to accept. Months before it count for the district of that time.',
      )}
      done={t('已申请，待转入区确认', 'Requested; the other district has to accept')}
    >
      <Form.Item
        label={t('转入区', 'To')}
        name="toDistrict"
        rules={[{ required: true, message: t('请选择', 'Choose one') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={districtOptions.filter(({ value }) => value !== unit.districtCode)}
        />
      </Form.Item>
      <EffectiveOn />
      <ReasonField />
    </CommandDialog>
  );
}

/** The gaining district takes the unit. */
export function AcceptTransfer({ unit, isPrimary }: Props & Readonly<{ isPrimary?: boolean }>) {
  const t = useText();
  const command = useCommand((_: object, header) =>
    api.POST('/units/{id}/transfer-acceptance', { params: { path: { id: unit.id }, header }, body: {} }),
  );
  return (
    <CommandDialog<object, Answer>
      label={t('确认接收', 'Accept the transfer')}
      command={command}
      version={unit.version}
      explanation={t(
        `自${dateText(unit.transfer?.effectiveOn)}起，该单位属本区。`,
        `From ${dateText(unit.transfer?.effectiveOn)} the unit belongs to this district.`,
      )}
      done={t('已接收', 'Accepted')}
      isPrimary={isPrimary}
    />
  );
}

/** Either district takes the request off the table. */
export function DeclineTransfer({ unit }: Props) {
  const t = useText();
  const { mandate } = useMe();
  const command = useCommand((body: BodyOf<'declineUnitTransfer'>, header) =>
    api.POST('/units/{id}/transfer-refusal', { params: { path: { id: unit.id }, header }, body }),
  );
  const isOurs = unit.transfer?.from === mandate.scope;
  return (
    <CommandDialog<BodyOf<'declineUnitTransfer'>, Answer>
      label={isOurs ? t('撤回属地变更', 'Withdraw the request') : t('不予接收', 'Decline the transfer')}
      command={command}
      version={unit.version}
      done={t('属地不变更', 'The unit stays where it is')}
      danger
    >
      <ReasonField />
    </CommandDialog>
  );
}

function Suspend({ unit }: Props) {
  const t = useText();
  const command = useCommand((body: BodyOf<'suspendUnit'>, header) =>
    api.POST('/units/{id}/suspension', { params: { path: { id: unit.id }, header }, body }),
  );
  return (
    <CommandDialog<BodyOf<'suspendUnit'>, Answer>
      label={t('暂停', 'Suspend')}
      command={command}
      version={unit.version}
      explanation={t(
        '暂停期间不能签订协议、认领项目，以后可以恢复。',
        'It can neither sign nor claim until it is reactivated.',
      )}
      done={t('已暂停', 'Suspended')}
    >
      <EffectiveOn />
      <ReasonField />
    </CommandDialog>
  );
}

/** A suspended unit is at work again. */
export function Reactivate({ unit }: Props) {
  const t = useText();
  const command = useCommand((body: BodyOf<'reactivateUnit'>, header) =>
    api.POST('/units/{id}/reactivation', { params: { path: { id: unit.id }, header }, body }),
  );
  return (
    <CommandDialog<BodyOf<'reactivateUnit'>, Answer>
      label={t('恢复', 'Reactivate')}
      command={command}
      version={unit.version}
      done={t('已恢复', 'Reactivated')}
      toBody={({ reason, ...rest }) => ({ ...rest, ...(reason ? { reason } : {}) })}
    >
      <EffectiveOn />
      <Form.Item label={t('事由（可不填）', 'Reason (optional)')} name="reason">
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </CommandDialog>
  );
}

function Merge({ unit }: Props) {
  const t = useText();
  const command = useCommand((body: BodyOf<'mergeUnit'>, header) =>
    api.POST('/units/{id}/merger', { params: { path: { id: unit.id }, header }, body }),
  );
  return (
    <CommandDialog<BodyOf<'mergeUnit'>, Answer>
      label={t('并入其他单位', 'Merge into another')}
      command={command}
      version={unit.version}
      explanation={t(
        '并入后不能恢复。以往的活动和协议仍记在本单位名下。',
        'This cannot be undone. What it did before stays under its own name.',
      )}
      done={t('已并入', 'Merged')}
      danger
    >
      <Form.Item
        label={t('并入的单位', 'Into which unit')}
        name="intoUnitId"
        rules={[{ required: true, message: t('请选择', 'Choose one') }]}
      >
        <UnitSelect
          among={({ id, status, districtCode }) =>
            status === 'ACTIVE' && id !== unit.id && districtCode === unit.districtCode
          }
        />
      </Form.Item>
      <EffectiveOn />
      <ReasonField />
    </CommandDialog>
  );
}

function Withdraw({ unit }: Props) {
  const t = useText();
  const command = useCommand((body: BodyOf<'withdrawUnit'>, header) =>
    api.POST('/units/{id}/withdrawal', { params: { path: { id: unit.id }, header }, body }),
  );
  return (
    <CommandDialog<BodyOf<'withdrawUnit'>, Answer>
      label={t('退出', 'Withdraw')}
      command={command}
      version={unit.version}
      explanation={t(
        '退出后不能恢复；协议义务须先了结。',
        'This cannot be undone. Its obligations have to be settled first.',
      )}
      done={t('已退出', 'Withdrawn')}
      danger
    >
      <EffectiveOn />
      <Form.Item name="closed" valuePropName="checked">
        <Checkbox>{t('党组织已注销', 'The Party organization was dissolved')}</Checkbox>
      </Form.Item>
      <ReasonField />
    </CommandDialog>
  );
}

/** What the district may do to a unit's standing, the weightiest last; nothing for anybody else. */
export function UnitChanges({ unit }: Props) {
  const t = useText();
  const { mandate } = useMe();
  const may = (operation: Parameters<typeof offers>[0]) => offers(operation, unit, mandate, today());
  const buttons = [
    may('requestUnitTransfer') && <RequestTransfer key="transfer" unit={unit} />,
    may('reactivateUnit') && <Reactivate key="reactivate" unit={unit} />,
    may('suspendUnit') && <Suspend key="suspend" unit={unit} />,
    may('mergeUnit') && <Merge key="merge" unit={unit} />,
    may('withdrawUnit') && <Withdraw key="withdraw" unit={unit} />,
  ].filter(Boolean);
  if (buttons.length === 0) return null;
  return (
    <Section title={t('其他办理', 'Other changes')}>
      <Space wrap>{buttons}</Space>
    </Section>
  );
}
