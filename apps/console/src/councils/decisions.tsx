import { addDays } from '@lianjian/kernel/time';
import { Form, Input, InputNumber, Select } from 'antd';
import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { dateText, today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { DateInput } from '../parts/date-input';
import { ReasonField } from '../parts/reason-field';
import type { Change } from './duty';

type Props = Readonly<{ council: Schemas['Council'] }>;

/** The second person founds what the first proposed. */
export function Establish({ council }: Props) {
  const t = useText();
  const establish = useCommand(
    (body: { foundingDoc?: string; establishedOn?: string; establishedYear?: number }, header) =>
      api.POST('/councils/{id}/establishment', { params: { path: { id: council.id }, header }, body }),
  );
  return (
    <CommandDialog
      label={t('批准成立', 'Establish')}
      command={establish}
      version={council.version}
      isPrimary
      explanation={t(
        '提出人不能批准。成立日期不详的，只填年份。',
        'Not by who proposed it. Only the year where the day is not known.',
      )}
      toBody={({ foundingDoc, establishedOn, establishedYear }) => ({
        ...(foundingDoc ? { foundingDoc } : {}),
        ...(establishedOn ? { establishedOn } : {}),
        ...(establishedYear ? { establishedYear } : {}),
      })}
      done={t('已成立', 'Established')}
    >
      <Form.Item
        name="foundingDoc"
        label={t('成立文件发文字号（可不填）', 'Document number, if any')}
        extra={t('如“宁新商联〔2026〕7号”', 'Such as 宁新商联〔2026〕7号')}
      >
        <Input />
      </Form.Item>
      <Form.Item name="establishedOn" label={t('成立日期', 'Day')}>
        <DateInput max={today()} />
      </Form.Item>
      <Form.Item name="establishedYear" label={t('成立年份', 'Year')}>
        <InputNumber min={2011} max={2099} controls={false} />
      </Form.Item>
    </CommandDialog>
  );
}

export function AdoptCharter({ council }: Props) {
  const t = useText();
  const adopt = useCommand((body: { charterVersion: string; adoptedOn?: string }, header) =>
    api.POST('/councils/{id}/charter', { params: { path: { id: council.id }, header }, body }),
  );
  return (
    <CommandDialog
      label={t('通过章程', 'Adopt a charter')}
      command={adopt}
      version={council.version}
      explanation={
        council.charterVersion ? t(`现行：${council.charterVersion}`, `In force: ${council.charterVersion}`) : undefined
      }
      done={t('已记录', 'Recorded')}
    >
      <Form.Item
        name="charterVersion"
        label={t('章程版本', 'Version')}
        rules={[{ required: true, message: t('请填写章程版本', 'Which version?') }]}
      >
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="adoptedOn" label={t('通过日期', 'Adopted')} initialValue={today()}>
        <DateInput max={today()} />
      </Form.Item>
    </CommandDialog>
  );
}

export function AssignDuty({ council }: Props) {
  const t = useText();
  const last = council.dutyTerms
    .map(({ to }) => to)
    .sort()
    .at(-1);
  const assign = useCommand((body: { districtCode: string; from: string; to: string }, header) =>
    api.POST('/councils/{id}/duty-terms', { params: { path: { id: council.id }, header }, body }),
  );
  const required = [{ required: true, message: t('请选择', 'Required') }];
  return (
    <CommandDialog
      label={t('安排轮值', 'Assign a term')}
      command={assign}
      version={council.version}
      initialValues={last ? { from: addDays(last, 1) } : {}}
      explanation={t('轮值期首尾相接，从上一期结束的次日开始。', 'Terms follow each other without a gap.')}
      done={t('已安排', 'Assigned')}
    >
      <Form.Item name="districtCode" label={t('轮值区', 'District')} rules={required}>
        <Select options={council.hostDistricts.map(({ code, name }) => ({ value: code, label: name }))} />
      </Form.Item>
      <Form.Item name="from" label={t('开始日期', 'From')} rules={required}>
        <DateInput />
      </Form.Item>
      <Form.Item name="to" label={t('结束日期（含当日）', 'Last day')} rules={required}>
        <DateInput />
      </Form.Item>
    </CommandDialog>
  );
}

/** Each of the two districts confirms for itself. */
export function HandOver({ council, change }: Props & Readonly<{ change: Change }>) {
  const t = useText();
  const { districtName } = useLabels();
  const [from, to] = [districtName(change.from.districtCode), districtName(change.to.districtCode)];
  const handOver = useCommand((body: { openItems?: string }, header) =>
    api.POST('/councils/{id}/duty-handovers', {
      params: { path: { id: council.id }, header },
      body: {
        fromDistrict: change.from.districtCode,
        toDistrict: change.to.districtCode,
        handoverOn: change.to.from,
        ...(body.openItems ? { openItems: body.openItems } : {}),
      },
    }),
  );
  return (
    <CommandDialog
      label={t('确认轮值交接', 'Confirm the handover')}
      command={handOver}
      version={council.version}
      isPrimary
      explanation={t(
        `${dateText(change.to.from)}起由${from}交接给${to}。双方分别确认后完成。`,
        `${from} hands over to ${to} on ${dateText(change.to.from)}; it is done once both have confirmed.`,
      )}
      done={t('已确认', 'Confirmed')}
    >
      <Form.Item name="openItems" label={t('未结事项（可不填）', 'Open items, if any')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} />
      </Form.Item>
    </CommandDialog>
  );
}

type Standing = { effectiveOn?: string; reason: string };

/** Suspends, resumes or dissolves the council. */
export function StandingChanges({ council }: Props) {
  const t = useText();
  const path = { id: council.id };
  const suspend = useCommand((body: Standing, header) =>
    api.POST('/councils/{id}/suspension', { params: { path, header }, body }),
  );
  const resume = useCommand((body: Standing, header) =>
    api.POST('/councils/{id}/resumption', { params: { path, header }, body }),
  );
  const dissolve = useCommand((body: Standing, header) =>
    api.POST('/councils/{id}/dissolution', { params: { path, header }, body }),
  );
  const fields = (
    <>
      <Form.Item name="effectiveOn" label={t('生效日期', 'Effective')} initialValue={today()}>
        <DateInput />
      </Form.Item>
      <ReasonField />
    </>
  );
  return (
    <div className="management-actions">
      {council.status === 'ESTABLISHED' && (
        <CommandDialog
          version={council.version}
          label={t('暂停', 'Suspend')}
          command={suspend}
          done={t('已暂停', 'Suspended')}
        >
          {fields}
        </CommandDialog>
      )}
      {council.status === 'SUSPENDED' && (
        <CommandDialog
          version={council.version}
          label={t('恢复', 'Resume')}
          command={resume}
          done={t('已恢复', 'Resumed')}
        >
          {fields}
        </CommandDialog>
      )}
      <CommandDialog
        version={council.version}
        label={t('撤销', 'Dissolve')}
        danger
        command={dissolve}
        explanation={t(
          '第一人提出，第二人以相同日期再次办理后撤销。撤销后不能恢复。',
          'The first proposes; with the same date from a second person it is dissolved, for good.',
        )}
        done={t('已办理', 'Done')}
      >
        {fields}
      </CommandDialog>
    </div>
  );
}
