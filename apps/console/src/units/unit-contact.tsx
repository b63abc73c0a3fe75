import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { BodyOf } from '../api/body';
import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { type ApiProblem, problemOf } from '../api/problem';
import { today } from '../language/format';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { Facts } from '../parts/facts';
import { Section } from '../parts/page';
import { ProblemAlert } from '../parts/problem-alert';
import { useMe } from '../session/session';
import { offers } from './unit-permissions';

type Contact = BodyOf<'changeUnitContact'>;

/** The unit's contact, read only on request because each reading is logged, and never read again by itself. */
export function UnitContact({ unit }: Readonly<{ unit: Schemas['Unit'] }>) {
  const t = useText();
  const { mandate } = useMe();
  const [contact, setContact] = useState<Contact>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isReading, setReading] = useState(false);
  const change = useCommand((body: Contact, header) =>
    api.PUT('/units/{id}/contact', { params: { path: { id: unit.id }, header }, body }),
  );
  const read = async () => {
    setReading(true);
    setProblem(null);
    try {
      const { data } = await api.GET('/units/{id}/contact', { params: { path: { id: unit.id } } });
      setContact(data);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setReading(false);
    }
  };
  const mayRead = offers('getUnitContact', unit, mandate, today());
  const required = [{ required: true, message: t('请填写', 'Required') }];
  return (
    <Section
      title={t('联络员', 'Contact')}
      extra={
        offers('changeUnitContact', unit, mandate, today()) && (
          <CommandDialog<Contact, Schemas['CommandAnswer']>
            label={unit.hasContact ? t('更换联络员', 'Change the contact') : t('登记联络员', 'Name a contact')}
            command={change}
            version={unit.version}
            explanation={t(
              '只登记姓名和办公电话。不要填写个人手机号和身份证号。',
              'Name and office telephone only; no mobile or identity numbers.',
            )}
            done={t('联络员已更新', 'The contact is changed')}
            onDone={() => setContact(undefined)}
          >
            <Form.Item label={t('姓名', 'Name')} name="displayName" rules={required}>
              <Input maxLength={20} autoComplete="off" />
            </Form.Item>
            <Form.Item
              label={t('办公电话', 'Office telephone')}
              name="workPhone"
              rules={required}
              extra={t('如 025-84500000转801', 'e.g. 025-84500000转801')}
            >
              <Input maxLength={24} autoComplete="off" inputMode="tel" />
            </Form.Item>
          </CommandDialog>
        )
      }
    >
      <ProblemAlert problem={problem} />
      {contact ? (
        <Facts
          facts={[
            [t('姓名', 'Name'), contact.displayName],
            [
              t('办公电话', 'Office telephone'),
              <span key="p" className="number">
                {contact.workPhone}
              </span>,
            ],
          ]}
        />
      ) : (
        <div className="step-line">
          <p className="quiet">
            {unit.hasContact
              ? t('已登记联络员。', 'A contact is named.')
              : t('尚未登记联络员；转为正式成员单位前须先登记。', 'None yet; needed before it becomes a full unit.')}
          </p>
          {mayRead && (
            <Button onClick={() => void read()} loading={isReading}>
              {t('查看联络员（查看会被记录）', 'Show the contact (this is logged)')}
            </Button>
          )}
        </div>
      )}
    </Section>
  );
}
