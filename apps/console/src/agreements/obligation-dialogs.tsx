import { Button, Form, Input, InputNumber, Modal, Select } from 'antd';
import { type ComponentType, useState } from 'react';
import { api, queries, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { dateText, numberText, today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CommandForm } from '../parts/command-form';
import { DateInput } from '../parts/date-input';
import { UnitName } from '../parts/names';
import { useSaid } from '../parts/said';
import { Loaded } from '../parts/states';
import { ActivityName } from '../parts/subject-names';
import { useMe } from '../session/session';
import { recordOf, unconfirmedReports } from './record';

type Obligation = Schemas['Obligation'];
type Props = Readonly<{ obligation: Obligation }>;
type FormProps = Props & Readonly<{ close: () => void }>;

/** The amount with its unit: 2次. */
export function useAmount(): (quantity: number, measureUnit: string) => string {
  const t = useText();
  const { label } = useLabels();
  return (quantity, measureUnit) => `${numberText(quantity)}${t('', ' ')}${label('measureUnits', measureUnit)}`;
}

/** The unit that owes it reports what it did. */
export function ReportDialog({ obligation }: Props) {
  const t = useText();
  return <Dialog label={t('报告履行', 'Report fulfilment')} obligation={obligation} form={ReportForm} />;
}

/** Another party confirms what was reported. */
export function ConfirmDialog({ obligation }: Props) {
  const t = useText();
  return <Dialog label={t('确认履行', 'Confirm fulfilment')} obligation={obligation} form={ConfirmForm} />;
}

type DialogProps = Props & Readonly<{ label: string; form: ComponentType<FormProps> }>;

/** A button that names its obligation to those who do not see the row, and the form behind it. */
function Dialog({ label, obligation, form: DialogForm }: DialogProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button size="small" aria-label={`${label}${t('：', ': ')}${obligation.text}`} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal open={isOpen} title={label} footer={null} onCancel={close} destroyOnHidden>
        <DialogForm obligation={obligation} close={close} />
      </Modal>
    </>
  );
}

type ReportValues = { fulfilledOn: string; quantity: number; activityId?: string; note?: string };

function ReportForm({ obligation, close }: FormProps) {
  const t = useText();
  const said = useSaid();
  const { label } = useLabels();
  const amount = useAmount();
  const { agreementId: id, obligationId, measureUnit, targetQty, reportedQty } = obligation;
  const [form] = Form.useForm<ReportValues>();
  const activityId = Form.useWatch('activityId', form);
  const command = useCommand(
    (
      body: {
        obligationId: string;
        fulfilledOn: string;
        quantity: number;
        evidence: { activityId: string; note?: string } | { note: string };
      },
      header,
    ) => api.POST('/agreements/{id}/fulfilments', { params: { path: { id }, header }, body }),
  );
  const left = Math.max(1, targetQty - reportedQty);
  return (
    <>
      <WhatIsOwed obligation={obligation} />
      <CommandForm<ReportValues>
        form={form}
        command={command}
        submitText={t('报告履行', 'Report')}
        cancel={close}
        fieldNames={{ evidence: ['note'], 'evidence.note': ['note'], 'evidence.activityId': ['activityId'] }}
        initialValues={{ fulfilledOn: today(), quantity: left }}
        submit={async ({ fulfilledOn, quantity, activityId: activity, note }) => {
          const evidence = activity ? { activityId: activity, ...(note ? { note } : {}) } : { note: note ?? '' };
          await command.run({ obligationId, fulfilledOn, quantity, evidence });
          close();
          said(t('已报告，等待对方确认', 'Reported; the other side has to confirm it'));
        }}
      >
        <Form.Item
          label={t('履行日期', 'Fulfilled on')}
          name="fulfilledOn"
          rules={[{ required: true, message: t('请选择履行日期', 'Choose the date') }]}
        >
          <DateInput max={today()} />
        </Form.Item>
        <Form.Item
          label={t('本次履行数量', 'Quantity')}
          name="quantity"
          extra={t(
            `约定${amount(targetQty, measureUnit)}，已报告${amount(reportedQty, measureUnit)}。`,
            `Agreed: ${amount(targetQty, measureUnit)}, reported: ${amount(reportedQty, measureUnit)}.`,
          )}
          rules={[{ required: true, message: t('请填写数量', 'Enter the quantity') }]}
        >
          <InputNumber min={1} max={9999} precision={0} suffix={label('measureUnits', measureUnit)} />
        </Form.Item>
        <Form.Item
          label={t('佐证活动（可不选）', 'Activity as evidence (optional)')}
          name="activityId"
          extra={t('本单位主办或参加、已经开展的活动。', 'One that your unit hosted or took part in.')}
        >
          <ActivitySelect />
        </Form.Item>
        <Form.Item
          label={activityId ? t('佐证说明（可不填）', 'Note (optional)') : t('佐证说明', 'Evidence')}
          name="note"
          extra={t('写明做了什么、有何记录可查，5至500字。', 'What was done and where it is on record.')}
          rules={[
            {
              required: !activityId,
              message: t('请填写佐证说明，或选择佐证活动', 'Write the evidence or choose an activity'),
            },
          ]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </CommandForm>
    </>
  );
}

/** The held activities of one's own unit, the newest first. A form item hands it `value` and `onChange`. */
function ActivitySelect(props: Readonly<{ id?: string; value?: string; onChange?: (value: string) => void }>) {
  const { mandate } = useMe();
  const t = useText();
  const { data, isPending } = queries.useQuery('get', '/activities', {
    params: { query: { unitId: mandate.scope, limit: 200 } },
  });
  const held = (data?.items ?? [])
    .filter(({ status }) => status === 'HELD' || status === 'VERIFIED')
    .sort((a, b) => b.startOn.localeCompare(a.startOn));
  return (
    <Select
      {...props}
      allowClear
      loading={isPending}
      showSearch={{ optionFilterProp: 'label' }}
      notFoundContent={t('没有已开展的活动', 'No activities')}
      options={held.map(({ id, title, startOn }) => ({ value: id, label: `${dateText(startOn)} ${title}` }))}
    />
  );
}

function ConfirmForm({ obligation, close }: FormProps) {
  const t = useText();
  const said = useSaid();
  const { label } = useLabels();
  const amount = useAmount();
  const { agreementId: id, obligationId, measureUnit, reportedQty, confirmedQty } = obligation;
  const agreement = queries.useQuery('get', '/agreements/{id}', { params: { path: { id } } });
  const history = queries.useQuery('get', '/agreements/{id}/history', { params: { path: { id } } });
  const command = useCommand((body: { obligationId: string; quantity: number }, header) =>
    api.POST('/agreements/{id}/confirmations', { params: { path: { id }, header }, body }),
  );
  const waiting = reportedQty - confirmedQty;
  return (
    <>
      <WhatIsOwed obligation={obligation} />
      <Loaded query={history}>
        {({ items }) => (
          <>
            <p>{t('对方报告的履行情况：', 'What the other side reported:')}</p>
            <ul className="report-list">
              {unconfirmedReports(recordOf(items).reports[obligationId] ?? [], confirmedQty).map((report, index) => (
                <li key={index}>
                  {dateText(report.on)}
                  {t('，', ', ')}
                  {amount(report.quantity, measureUnit)}
                  {report.activityId && (
                    <>
                      {t('，佐证活动：', ', activity: ')}
                      <ActivityName id={report.activityId} />
                    </>
                  )}
                  {report.note && t(`，佐证说明：${report.note}`, `, evidence: ${report.note}`)}
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
      <Loaded query={agreement}>
        {({ version }) => (
          <CommandForm<{ quantity: number }>
            command={command}
            submitText={t('确认履行', 'Confirm')}
            cancel={close}
            initialValues={{ quantity: waiting }}
            submit={async ({ quantity }) => {
              await command.run({ obligationId, quantity }, version);
              close();
              said(t('已确认', 'Confirmed'));
            }}
          >
            <Form.Item
              label={t('确认数量', 'Quantity confirmed')}
              name="quantity"
              extra={t(
                `待确认${amount(waiting, measureUnit)}。只认可一部分的，填写认可的数量。`,
                `${amount(waiting, measureUnit)} to confirm. Enter less if you accept only a part.`,
              )}
              rules={[{ required: true, message: t('请填写确认数量', 'Enter the quantity') }]}
            >
              <InputNumber min={1} max={9999} precision={0} suffix={label('measureUnits', measureUnit)} />
            </Form.Item>
          </CommandForm>
        )}
      </Loaded>
    </>
  );
}

function WhatIsOwed({ obligation }: Props) {
  const t = useText();
  const amount = useAmount();
  const { unitId, text, targetQty, measureUnit, dueOn } = obligation;
  return (
    <p>
      <UnitName id={unitId} plain />
      {t('：', ': ')}
      {text}
      {t(
        `（${amount(targetQty, measureUnit)}，${dateText(dueOn)}前完成）`,
        ` (${amount(targetQty, measureUnit)}, by ${dateText(dueOn)})`,
      )}
    </p>
  );
}
