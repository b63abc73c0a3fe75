import { Form, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../api/client';
import { useCommand } from '../api/command';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CommandForm } from '../parts/command-form';
import { useCouncils } from '../parts/names';
import { Page, Section } from '../parts/page';
import { useSaid } from '../parts/said';
import { useUnsaved } from '../parts/unsaved';
import { useMe } from '../session/session';
import { type NewUnit, withoutBlanks } from './profile';
import { AddressFields, HostFields, OrganizationFields } from './profile-fields';

/** Registering a unit: one form in the order of the paper. */
export function NewUnitPage() {
  const t = useText();
  const navigate = useNavigate();
  const said = useSaid();
  const { mandate } = useMe();
  const { districtOptions } = useLabels();
  const [isDirty, setDirty] = useState(false);
  const [created, setCreated] = useState<string>();
  const unsaved = useUnsaved(isDirty && !created);
  useEffect(() => {
    if (created) navigate(`/units/${created}`, { replace: true });
  }, [created, navigate]);
  const councils = useCouncils();
  const register = useCommand((body: NewUnit, header) => api.POST('/units', { params: { header }, body }));

  const { role, scope } = mandate;
  const own = councils.data?.items.find(({ id }) => role === 'COORD' && id === scope);
  const districts = own
    ? districtOptions.filter(({ value }) => own.hostDistricts.some(({ code }) => code === value))
    : districtOptions;
  const required = [{ required: true, message: t('请填写', 'Required') }];
  return (
    <Page
      title={t('登记单位', 'Register a unit')}
      lead={t(
        '登记后为草稿，由所在区委组织部推荐，再由联席会办公室转为正式成员单位。',
        'A registered unit is a draft; its district recommends it, then the council’s office makes it a member.',
      )}
    >
      <CommandForm<NewUnit>
        command={register}
        submitText={t('登记', 'Register')}
        cancel={() => navigate('/units')}
        initialValues={{
          hostEntities: [{}] as NewUnit['hostEntities'],
          ...(role === 'DIST' ? { districtCode: scope } : {}),
          ...(role === 'COORD' ? { councilId: scope } : {}),
        }}
        onValuesChange={() => setDirty(true)}
        submit={async (values) => {
          const { id } = await register.run(withoutBlanks(values));
          said(t('已登记', 'Registered'));
          setCreated(id);
        }}
      >
        <Section title={t('一、党组织', '1. Party organization')}>
          <OrganizationFields />
        </Section>
        <Section title={t('二、所在单位', '2. Host')}>
          <HostFields />
        </Section>
        <Section title={t('三、属地', '3. Place')}>
          <div className="form-narrow">
            <Form.Item
              label={t('所在区', 'District')}
              name="districtCode"
              rules={required}
              extra={
                role === 'DIST'
                  ? t('区委组织部登记本区单位', 'A district registers its own units')
                  : t('限本联席会主办区', 'One of the council’s host districts')
              }
            >
              <Select
                disabled={role === 'DIST'}
                showSearch={{ optionFilterProp: 'label' }}
                options={districts}
                style={{ maxWidth: 320 }}
              />
            </Form.Item>
            <AddressFields />
          </div>
        </Section>
        <Section title={t('四、拟加入的联席会', '4. Joint conference')}>
          <div className="form-narrow">
            <Form.Item
              label={t('联席会（可不填）', 'Joint conference (optional)')}
              name="councilId"
              extra={t('填写后，该联席会办公室即可看到本单位', 'Its office then sees the unit at once')}
            >
              <Select
                allowClear={role !== 'COORD'}
                disabled={role === 'COORD'}
                style={{ maxWidth: 420 }}
                options={(councils.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Form.Item>
          </div>
        </Section>
      </CommandForm>
      {unsaved}
    </Page>
  );
}
