import { Button, Form, Input, InputNumber, Select, Space } from 'antd';
import type { BodyOf } from '../api/body';
import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { dateText, numberText, today } from '../language/format';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { DateInput } from '../parts/date-input';
import { UnitName } from '../parts/names';
import { Section } from '../parts/page';
import { ReasonField } from '../parts/reason-field';
import { type Column, Rows } from '../parts/rows';
import { Status } from '../parts/status';
import { useMe } from '../session/session';
import { TextItem } from './field-parts';
import { BEFORE_START } from './next-step';
import { offers } from './project-permissions';
import type { ActionProps } from './registration';

type Answer = Schemas['CommandAnswer'];
type Slot = Schemas['Project']['slots'][number];
type Claim = Schemas['Project']['claims'][number];
type SlotValues = { slots: { name: string; quantity: number }[] };

/** The authority names what units may take on. It cannot be changed later. */
export function OpenClaiming({ project, isPrimary }: ActionProps) {
  const t = useText();
  const command = useCommand(({ slots }: SlotValues, header) =>
    api.POST('/projects/{id}/claiming', {
      params: { path: { id: project.id }, header },
      body: { slots: slots.map((slot, index) => ({ ...slot, slotId: `s${index + 1}` })) },
    }),
  );
  const required = [{ required: true, message: t('请填写', 'Required') }];
  return (
    <CommandDialog<SlotValues, Answer>
      label={t('开放认领', 'Open claiming')}
      command={command}
      version={project.version}
      explanation={t(
        '列出可由成员单位认领的事项和数量。开放后不能更换。',
        'What units may take on, and how much. It cannot be changed afterwards.',
      )}
      initialValues={{ slots: [{ quantity: 1 } as SlotValues['slots'][number]] }}
      done={t('已开放认领', 'Claiming is open')}
      isPrimary={isPrimary}
    >
      <Form.List name="slots">
        {(slots, { add, remove }, { errors }) => (
          <>
            {slots.map(({ key, name }, index) => (
              <div className="slot-row" key={key}>
                <Form.Item
                  label={t(`认领项${index + 1}`, `Item ${index + 1}`)}
                  name={[name, 'name']}
                  rules={[{ required: true, whitespace: true, message: t('请填写', 'Required') }]}
                >
                  <Input maxLength={60} placeholder={t('如：金融辅导', 'e.g. financial advice')} />
                </Form.Item>
                <Form.Item label={t('数量', 'Quantity')} name={[name, 'quantity']} rules={required}>
                  <InputNumber min={1} max={9999} precision={0} style={{ width: 90 }} />
                </Form.Item>
                {slots.length > 1 && (
                  <Button
                    type="link"
                    danger
                    onClick={() => remove(name)}
                    aria-label={t(`移除认领项${index + 1}`, `Remove item ${index + 1}`)}
                  >
                    {t('移除', 'Remove')}
                  </Button>
                )}
              </div>
            ))}
            <div className="list-errors">
              <Form.ErrorList errors={errors} />
            </div>
            <div style={{ marginBottom: 20 }}>
              <Button onClick={() => add({ quantity: 1 })} disabled={slots.length >= 50}>
                {t('增加认领项', 'Add an item')}
              </Button>
            </div>
          </>
        )}
      </Form.List>
    </CommandDialog>
  );
}

/** A unit offers to take on part of what is still free. */
export function ClaimForm({ project, isPrimary }: ActionProps) {
  const t = useText();
  const command = useCommand((body: BodyOf<'claimProject'>, header) =>
    api.POST('/projects/{id}/claims', { params: { path: { id: project.id }, header }, body }),
  );
  const free = project.slots.filter(({ remaining }) => remaining > 0);
  const first = free.length === 1 ? free[0] : undefined;
  const required = [{ required: true, message: t('请填写', 'Required') }];
  return (
    <CommandDialog<BodyOf<'claimProject'>, Answer>
      label={t('认领', 'Claim')}
      command={command}
      version={project.version}
      explanation={t('牵头方接受后，认领才算确认。', 'It is agreed once the lead side accepts.')}
      initialValues={{ quantity: 1, ...(first ? { slotId: first.slotId } : {}) }}
      done={t('已提出认领，待牵头方确认', 'Offered; the lead side has to accept')}
      isPrimary={isPrimary}
    >
      <Form.Item label={t('认领项', 'Item')} name="slotId" rules={required}>
        <Select
          options={free.map(({ slotId, name, remaining }) => ({
            value: slotId,
            label: t(`${name}（余${numberText(remaining)}）`, `${name} (${numberText(remaining)} left)`),
          }))}
        />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(before, after) => before.slotId !== after.slotId}>
        {({ getFieldValue }) => {
          const remaining = free.find(({ slotId }) => slotId === getFieldValue('slotId'))?.remaining;
          return (
            <Form.Item
              label={t('数量', 'Quantity')}
              name="quantity"
              rules={required}
              extra={remaining !== undefined && t(`余量${numberText(remaining)}`, `${numberText(remaining)} left`)}
            >
              <InputNumber min={1} max={remaining ?? 9999} precision={0} style={{ width: 120 }} />
            </Form.Item>
          );
        }}
      </Form.Item>
      <TextItem
        name="promise"
        label={t('承诺内容', 'What the unit promises')}
        max={300}
        extra={t('如：每月派两名客户经理到场辅导', 'e.g. two advisers on site each month')}
      />
      <Form.Item
        label={t('计划交付日期', 'Planned delivery')}
        name="plannedOn"
        rules={required}
        extra={t(
          `在项目计划期内（${dateText(project.startOn)}至${dateText(project.plannedEndOn)}）`,
          `Within the plan (${dateText(project.startOn)} to ${dateText(project.plannedEndOn)})`,
        )}
      >
        <DateInput min={project.startOn > today() ? project.startOn : undefined} max={project.plannedEndOn} />
      </Form.Item>
    </CommandDialog>
  );
}

function AcceptClaim({ project, claim }: ActionProps & Readonly<{ claim: Claim }>) {
  const t = useText();
  const command = useCommand((_: object, header) =>
    api.POST('/projects/{id}/claim-acceptances', {
      params: { path: { id: project.id }, header },
      body: { claimId: claim.claimId },
    }),
  );
  return (
    <CommandDialog<object, Answer>
      label={t('接受', 'Accept')}
      command={command}
      version={project.version}
      explanation={
        <>
          <UnitName id={claim.unitId} plain />
          {t('：', ': ')}
          {claim.promise}
        </>
      }
      done={t('已接受认领', 'Accepted')}
      button={{ size: 'small' }}
    />
  );
}

function DeclineClaim({ project, claim }: ActionProps & Readonly<{ claim: Claim }>) {
  const t = useText();
  const command = useCommand(({ reason }: { reason: string }, header) =>
    api.POST('/projects/{id}/claim-refusals', {
      params: { path: { id: project.id }, header },
      body: { claimId: claim.claimId, reason },
    }),
  );
  return (
    <CommandDialog<{ reason: string }, Answer>
      label={t('谢绝', 'Decline')}
      command={command}
      version={project.version}
      done={t('已谢绝认领', 'Declined')}
      danger
      button={{ size: 'small' }}
    >
      <ReasonField />
    </CommandDialog>
  );
}

/** What may be claimed, how much is left, and who has offered what. */
export function ClaimingSection({ project }: ActionProps) {
  const t = useText();
  const { mandate } = useMe();
  const slots: Column<Slot>[] = [
    { key: 'name', title: t('认领项', 'Item'), render: ({ name }) => name },
    { key: 'quantity', title: t('数量', 'Quantity'), align: 'right', render: ({ quantity }) => numberText(quantity) },
    { key: 'left', title: t('余量', 'Left'), align: 'right', render: ({ remaining }) => numberText(remaining) },
  ];
  // Before the start the button stands above.
  const mayClaim = offers('claimProject', project, mandate) && !BEFORE_START.includes(project.status);
  const mayAccept = offers('acceptProjectClaim', project, mandate);
  const mayDecline = offers('declineProjectClaim', project, mandate);
  const claims: Column<Claim>[] = [
    { key: 'unit', title: t('单位', 'Unit'), render: ({ unitId }) => <UnitName id={unitId} /> },
    {
      key: 'slot',
      title: t('认领项', 'Item'),
      render: (claim) => project.slots.find(({ slotId }) => slotId === claim.slotId)?.name ?? claim.slotId,
    },
    { key: 'quantity', title: t('数量', 'Quantity'), align: 'right', render: ({ quantity }) => numberText(quantity) },
    { key: 'promise', title: t('承诺', 'Promise'), render: ({ promise }) => <span className="long">{promise}</span> },
    { key: 'on', title: t('计划交付', 'Planned'), render: ({ plannedOn }) => dateText(plannedOn) },
    {
      key: 'status',
      title: t('结果', 'Result'),
      render: (claim) =>
        claim.status === 'OFFERED' && (mayAccept || mayDecline) ? (
          <Space>
            {mayAccept && <AcceptClaim project={project} claim={claim} />}
            {mayDecline && <DeclineClaim project={project} claim={claim} />}
          </Space>
        ) : (
          <Status list="claimStatuses" code={claim.status} />
        ),
    },
  ];
  return (
    <Section title={t('认领', 'Claims')} extra={mayClaim && <ClaimForm project={project} />}>
      {project.slots.length === 0 ? (
        <span className="quiet">
          {project.status === 'PROPOSED'
            ? t('立项后可开放认领。', 'Claiming may open once it is registered.')
            : t('没有开放认领。', 'Claiming was not opened.')}
        </span>
      ) : (
        <>
          <Rows
            caption={t('认领项', 'Items')}
            rows={project.slots}
            columns={slots}
            rowKey={({ slotId }) => slotId}
            empty={null}
          />
          <h3>{t('认领申请', 'Offers')}</h3>
          {project.claims.length === 0 ? (
            <span className="quiet">{t('还没有单位认领。', 'No unit has offered yet.')}</span>
          ) : (
            <Rows
              caption={t('认领申请', 'Offers')}
              rows={project.claims}
              columns={claims}
              rowKey={({ claimId }) => claimId}
              empty={null}
            />
          )}
        </>
      )}
    </Section>
  );
}
