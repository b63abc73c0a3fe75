import { Checkbox, Form, Input, Select } from 'antd';
import { api, type Schemas } from '../api/client';
import { type CommandHeaders, useCommand } from '../api/command';
import { dateText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { DateInput } from '../parts/date-input';
import { UnitNames } from '../parts/names';
import { ReasonField } from '../parts/reason-field';

type Agreement = Schemas['Agreement'];
type Props = Readonly<{ agreement: Agreement; isPrimary?: boolean }>;

const at = (id: string, header: CommandHeaders) => ({ path: { id }, header });

/** Why; the other parties read it. */
function ReasonForAll({ label }: Readonly<{ label: string }>) {
  const t = useText();
  return <ReasonField label={label} extra={t('各方都会看到。', 'All parties read it.')} />;
}

/** Makes the text final, so that it can be signed. */
export function FreezeDialog({ agreement, isPrimary }: Props) {
  const t = useText();
  const { id, version } = agreement;
  const command = useCommand((body: Record<string, never>, header) =>
    api.POST('/agreements/{id}/freeze', { params: at(id, header), body }),
  );
  return (
    <CommandDialog
      label={t('定稿', 'Make the text final')}
      command={command}
      version={version}
      explanation={t(
        '定稿后生成文本指纹，各方即可签署。定稿后仍可修改文本，但任何改动都会使已有签署全部失效。',
        'The text gets its content hash and can be signed. It can still be changed, but any change clears all signatures.',
      )}
      toBody={() => ({})}
      done={t('已定稿，各方可以签署', 'The text is final and can be signed')}
      isPrimary={isPrimary}
    />
  );
}

/** Sends the text back to be negotiated again, with the reason. */
export function DeclineDialog({ agreement }: Props) {
  const t = useText();
  const { id, version, signatures } = agreement;
  const command = useCommand((body: { reason: string }, header) =>
    api.POST('/agreements/{id}/refusals', { params: at(id, header), body }),
  );
  return (
    <CommandDialog
      label={t('不同意，退回协商', 'Send back')}
      command={command}
      version={version}
      explanation={
        <>
          {t(
            '文本退回起草状态，修改并重新定稿后再签署。协议不会因此作废。',
            'The text is a draft again, to be changed and made final anew. The agreement is not void.',
          )}
          {signatures.length > 0 && (
            <>
              {t('已有签署将失效：', ' These signatures become void: ')}
              <UnitNames ids={signatures.map(({ unitId }) => unitId)} />
              {t('。', '.')}
            </>
          )}
        </>
      }
      done={t('已退回协商', 'Sent back')}
    >
      <ReasonForAll label={t('不同意的理由和修改意见', 'Why, and what should be changed')} />
    </CommandDialog>
  );
}

/** A district agrees to a term of more than three years. */
export function ApproveLongTermDialog({ agreement, isPrimary }: Props) {
  const t = useText();
  const { id, version, termFrom, termTo } = agreement;
  const command = useCommand((body: { note?: string }, header) =>
    api.POST('/agreements/{id}/long-term-approval', { params: at(id, header), body }),
  );
  return (
    <CommandDialog
      label={t('同意三年以上期限', 'Agree to the long term')}
      command={command}
      version={version}
      explanation={t(
        `协议期限自${dateText(termFrom)}起至${dateText(termTo)}止，超过三年。同意后各方才能签署。`,
        `The term runs from ${dateText(termFrom)} to ${dateText(termTo)}, more than three years. The parties can sign once you agree.`,
      )}
      toBody={({ note }) => (note ? { note } : {})}
      done={t('已同意', 'Agreed')}
      isPrimary={isPrimary}
    >
      <Form.Item label={t('说明（可不填）', 'Note (optional)')} name="note">
        <Input.TextArea rows={3} maxLength={300} showCount />
      </Form.Item>
    </CommandDialog>
  );
}

/** A district files it for itself; the city for any district that has not. */
export function FileDialog({ agreement, isPrimary, districts }: Props & Readonly<{ districts: readonly string[] }>) {
  const t = useText();
  const { districtName } = useLabels();
  const { id, version } = agreement;
  const command = useCommand((body: { districtCode: string }, header) =>
    api.POST('/agreements/{id}/filings', { params: at(id, header), body }),
  );
  const [first] = districts;
  return (
    <CommandDialog
      label={t('备案', 'File')}
      command={command}
      version={version}
      explanation={
        districts.length === 1
          ? t(`在${districtName(first)}备案本协议。`, `Files this agreement in ${districtName(first)}.`)
          : t('选择备案的区。', 'Choose the district.')
      }
      initialValues={first ? { districtCode: first } : {}}
      done={t('已备案', 'Filed')}
      isPrimary={isPrimary}
    >
      <Form.Item label={t('备案的区', 'District')} name="districtCode" hidden={districts.length === 1}>
        <Select options={districts.map((code) => ({ value: code, label: districtName(code) }))} />
      </Form.Item>
    </CommandDialog>
  );
}

/** A party ends it, with notice. */
export function TerminateDialog({ agreement }: Props) {
  const t = useText();
  const { id, version, termTo, terms, openObligationIds } = agreement;
  const days = terms.terminationNoticeDays;
  const command = useCommand((body: { reason: string; effectiveOn?: string }, header) =>
    api.POST('/agreements/{id}/termination', { params: at(id, header), body }),
  );
  return (
    <CommandDialog
      label={t('终止协议', 'Terminate')}
      danger
      command={command}
      version={version}
      explanation={t(
        `协议约定提前${days}天通知。尚未履行完的义务有${openObligationIds.length}项，将一并记录。`,
        `The agreement asks for ${days} days' notice. ${openObligationIds.length} obligations are still open and will be recorded.`,
      )}
      toBody={({ reason, effectiveOn }) => ({ reason, ...(effectiveOn ? { effectiveOn } : {}) })}
      done={t('已通知终止', 'Notice is given')}
    >
      <Form.Item
        label={t('终止日期（可不填）', 'Ends on (optional)')}
        name="effectiveOn"
        extra={t('不填则为通知期满之日。', 'Without a date: as soon as the notice allows.')}
      >
        <DateInput max={termTo} />
      </Form.Item>
      <ReasonForAll label={t('终止事由', 'Why')} />
    </CommandDialog>
  );
}

/** A district annuls it. */
export function VoidDialog({ agreement, wasInForce }: Props & Readonly<{ wasInForce: boolean }>) {
  const t = useText();
  const { id, version } = agreement;
  const command = useCommand((body: { reason: string; legalInvalidity?: boolean }, header) =>
    api.POST('/agreements/{id}/voiding', { params: at(id, header), body }),
  );
  return (
    <CommandDialog
      label={t('作废', 'Annul')}
      danger
      command={command}
      version={version}
      explanation={
        wasInForce
          ? t(
              '协议已经生效过，只有依法无效时才能作废，其他情形由协议一方按约定终止。',
              'It has been in force, so it can only be void by law. Otherwise a party terminates it as agreed.',
            )
          : t('作废后不能恢复，协议编号不再使用。', 'This cannot be undone; the number is not used again.')
      }
      toBody={({ reason, legalInvalidity }) => ({ reason, ...(legalInvalidity ? { legalInvalidity } : {}) })}
      done={t('已作废', 'Annulled')}
    >
      {wasInForce && (
        <Form.Item
          name="legalInvalidity"
          valuePropName="checked"
          rules={[
            {
              validator: (_, value) =>
                value
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('请确认协议依法无效', 'Confirm that it is void by law'))),
            },
          ]}
        >
          <Checkbox>{t('协议依法无效', 'It is void by law')}</Checkbox>
        </Form.Item>
      )}
      <ReasonForAll label={t('作废事由', 'Why')} />
    </CommandDialog>
  );
}
