import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Form, type FormInstance, Input, InputNumber, Select } from 'antd';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { DateInput } from '../parts/date-input';
import { UnitName, useUnits } from '../parts/names';
import { Section } from '../parts/page';
import { partyName } from './agreement-text';
import { type DraftValues, newObligationId, type ObligationValues, owingNothing } from './draft-values';

type Props = Readonly<{ form: FormInstance<DraftValues>; values: DraftValues; usedIds: readonly string[] }>;

/** What each party owes, party by party; a party that owes nothing is pointed out as long as it does not. */
export function ObligationFields({ form, values, usedIds }: Props) {
  const t = useText();
  const { parties, obligations } = values;
  const missing = owingNothing(values);
  const isParty = (unitId: string | undefined) => parties.some((party) => party?.unitId === unitId);
  return (
    <Section title={t('各方义务', 'Obligations')}>
      <p className="quiet">
        {t(
          '写明谁做什么、多少、何时完成，以便对方确认。完成日期须在协议期限内。',
          'Who does what, how much and by when, so that the other side can confirm it. Due dates lie within the term.',
        )}
      </p>
      <Form.List name="obligations">
        {(fields, { add, remove }, { errors }) => {
          const rowsOf = (belongs: (obligation: ObligationValues | undefined) => boolean) =>
            fields.filter(({ name }) => belongs(obligations[name]));
          const rows = (among: typeof fields, canReassign: boolean) =>
            among.map(({ key, name }) => (
              <ObligationRow
                key={key}
                name={name}
                values={values}
                canReassign={canReassign}
                remove={() => remove(name)}
              />
            ));
          const lost = rowsOf((obligation) => !isParty(obligation?.unitId));
          return (
            <>
              {parties.map((party, index) => {
                const { unitId } = party ?? {};
                if (!unitId) return null;
                return (
                  <section key={unitId} className="draft-party" aria-label={partyName(index, t)}>
                    <h3>
                      {partyName(index, t)}
                      {t('：', ': ')}
                      <UnitName id={unitId} plain />
                    </h3>
                    {missing.includes(index) && (
                      <Alert
                        type="warning"
                        showIcon
                        style={{ marginBottom: 12 }}
                        title={t(
                          '该方还没有义务，每一方至少填写一项',
                          'This party owes nothing yet; it needs one at least',
                        )}
                      />
                    )}
                    {rows(
                      rowsOf((obligation) => obligation?.unitId === unitId),
                      false,
                    )}
                    <Button
                      icon={<PlusOutlined />}
                      disabled={fields.length >= 100}
                      onClick={() => {
                        const now = form.getFieldValue('obligations') as DraftValues['obligations'];
                        const obligationId = newObligationId([...usedIds, ...now.map((other) => other.obligationId)]);
                        add({ obligationId, unitId });
                      }}
                    >
                      {t(`增加${partyName(index, t)}的义务`, `Add an obligation of ${partyName(index, t)}`)}
                    </Button>
                  </section>
                );
              })}
              {parties.every((party) => !party?.unitId) && (
                <p>{t('请先选择协议各方。', 'Choose the parties first.')}</p>
              )}
              {lost.length > 0 && (
                <section className="draft-party" aria-label={t('未归属的义务', 'Without a party')}>
                  <Alert
                    type="warning"
                    showIcon
                    style={{ marginBottom: 12 }}
                    title={t(
                      '以下义务的承担单位已不是协议一方，请改由一方承担或移除',
                      'The unit that owes these is no party any more; choose another or remove them',
                    )}
                  />
                  {rows(lost, true)}
                </section>
              )}
              <Form.ErrorList errors={errors} />
            </>
          );
        }}
      </Form.List>
    </Section>
  );
}

type RowProps = Readonly<{ name: number; values: DraftValues; canReassign: boolean; remove: () => void }>;

function ObligationRow({ name, values, canReassign, remove }: RowProps) {
  const t = useText();
  const { options } = useLabels();
  const units = useUnits();
  const { termFrom, termTo, parties, obligations } = values;
  const owing = parties.flatMap((party) => (party?.unitId ? [party.unitId] : []));
  const text = obligations[name]?.text ?? '';
  const required = (message: string) => [{ required: true, message }];
  return (
    <div className="draft-obligation">
      <Form.Item name={[name, 'obligationId']} hidden>
        <Input />
      </Form.Item>
      <Form.Item
        label={t('承担单位', 'Owed by')}
        name={[name, 'unitId']}
        hidden={!canReassign}
        rules={canReassign ? required(t('请选择承担单位', 'Choose the unit')) : []}
      >
        <Select options={owing.map((id) => ({ value: id, label: units.get(id)?.name ?? id }))} />
      </Form.Item>
      <Form.Item
        label={t('做什么', 'What')}
        name={[name, 'text']}
        rules={required(t('请写明做什么', 'Say what is done'))}
        className="draft-what"
      >
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={200} />
      </Form.Item>
      <Form.Item
        label={t('数量', 'Quantity')}
        name={[name, 'targetQty']}
        rules={required(t('请填写数量', 'Enter the quantity'))}
      >
        <InputNumber min={1} max={9999} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        label={t('计量单位', 'Measured in')}
        name={[name, 'measureUnit']}
        rules={required(t('请选择计量单位', 'Choose'))}
      >
        <Select showSearch={{ optionFilterProp: 'label' }} options={options('measureUnits')} />
      </Form.Item>
      <Form.Item
        label={t('完成日期', 'Due on')}
        name={[name, 'dueOn']}
        rules={required(t('请选择完成日期', 'Choose the date'))}
      >
        <DateInput min={termFrom} max={termTo} />
      </Form.Item>
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t(`移除义务${text && `：${text}`}`, `Remove obligation ${text}`)}
        onClick={remove}
      />
    </div>
  );
}
