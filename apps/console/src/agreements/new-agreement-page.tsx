import { Form, Select } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '../api/client';
import { useCommand } from '../api/command';
import { today } from '../language/format';
import { useText } from '../language/language';
import { CommandForm } from '../parts/command-form';
import { type Draft, Drafted } from '../parts/drafted';
import { useCouncilId, useCouncils } from '../parts/names';
import { Page, Section } from '../parts/page';
import { useSaid } from '../parts/said';
import { Loaded } from '../parts/states';
import { useMe } from '../session/session';
import { DraftFields } from './draft-form';
import { type Body, bodyOf, type DraftValues } from './draft-values';

/** Drafting an agreement, section by section. What is typed is kept in this tab until it is sent. */
export function NewAgreementPage() {
  const t = useText();
  const { mandate } = useMe();
  const [params] = useSearchParams();
  const councils = useCouncils();
  const councilId = useCouncilId();
  const project = params.get('project');
  const other = params.get('unit');
  const blank: DraftValues = {
    parties: [
      { side: 'PARTY', ...(mandate.role === 'UNIT' ? { unitId: mandate.scope } : {}) },
      { side: 'PARTY', ...(other ? { unitId: other } : {}) },
    ],
    scopeItems: [''],
    obligations: [],
    termFrom: today(),
    terminationNoticeDays: 30,
    copies: 2,
    projectIds: project ? [project] : [],
    ...(councilId ? { councilId } : {}),
  };
  return (
    <Page
      title={t('起草协议', 'Draft an agreement')}
      lead={t(
        '起草后由各方核对，定稿后各自签署。填写的内容自动保存在本浏览器标签页，提交前关闭标签页会丢失。',
        'The parties check the draft, make it final and sign it. What you type is kept in this tab until it is closed.',
      )}
    >
      <Loaded query={councils}>
        {({ items }) => (
          <Drafted<DraftValues> of="agreement">
            {(kept) => (
              <NewAgreement
                blank={blank}
                councils={items.map(({ id, name }) => ({ value: id, label: name }))}
                draft={kept}
              />
            )}
          </Drafted>
        )}
      </Loaded>
    </Page>
  );
}

type Props = Readonly<{ blank: DraftValues; councils: { value: string; label: string }[]; draft: Draft<DraftValues> }>;

function NewAgreement({ blank, councils, draft }: Props) {
  const t = useText();
  const { role } = useMe().mandate;
  const navigate = useNavigate();
  const said = useSaid();
  const [form] = Form.useForm<DraftValues>();
  const [values, setValues] = useState<DraftValues>(draft.kept ?? blank);
  const command = useCommand((body: Body, header) => api.POST('/agreements', { params: { header }, body }));

  return (
    <div className="draft-form">
      {draft.note}
      <CommandForm<DraftValues>
        form={form}
        command={command}
        submitText={t('保存草稿文本', 'Save the draft')}
        cancel={() => navigate('/agreements')}
        initialValues={values}
        onValuesChange={() => {
          const typed: DraftValues = form.getFieldsValue(true);
          setValues(structuredClone(typed));
          draft.keep(typed);
        }}
        submit={async () => {
          const { id } = await command.run(bodyOf(form.getFieldsValue(true)));
          draft.drop();
          said(t('已保存。核对无误后定稿，各方即可签署', 'Saved. Make it final once it is right'));
          navigate(`/agreements/${id}`);
        }}
      >
        <Section title={t('联席会', 'Council')}>
          <Form.Item
            label={t('所属联席会', 'Council')}
            name="councilId"
            extra={t('协议至少一方为其正式成员。', 'One of the parties at least is a member of it.')}
          >
            <Select
              allowClear={role !== 'COORD'}
              disabled={role === 'COORD'}
              options={councils}
              style={{ maxWidth: 400 }}
              placeholder={t('不属于联席会', 'None')}
            />
          </Form.Item>
        </Section>
        <DraftFields form={form} values={values} usedIds={[]} />
      </CommandForm>
    </div>
  );
}
