import { Alert, Button, Form, Space } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api, queries, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { useText } from '../language/language';
import { CommandForm } from '../parts/command-form';
import { type Draft, Drafted } from '../parts/drafted';
import { LinkButton } from '../parts/link-button';
import { UnitNames } from '../parts/names';
import { Page, Section } from '../parts/page';
import { useSaid } from '../parts/said';
import { Loaded } from '../parts/states';
import type { Terms } from './agreement-text';
import { ChangesList } from './changes-list';
import { DraftFields } from './draft-form';
import { bodyOf, completeTerms, type DraftValues } from './draft-values';
import { compareTexts } from './text-comparison';
import { useTextOf } from './wording';

type Agreement = Schemas['Agreement'];
/** The text that is being changed, as it was when the work began. */
type Base = Readonly<{ version: number; terms: Terms }>;
type Change = Readonly<{ values: DraftValues; base: Base }>;

/** Changing an agreement's text. Any change clears all signatures, which the page says before it is sent. */
export function ReviseAgreementPage() {
  const { id = '' } = useParams();
  const agreement = queries.useQuery('get', '/agreements/{id}', { params: { path: { id } } });
  return (
    <Loaded query={agreement}>
      {(data) => (
        <Drafted<Change> of={`agreement.${id}`}>{(draft) => <Revision agreement={data} draft={draft} />}</Drafted>
      )}
    </Loaded>
  );
}

const isSameText = (a: Terms, b: Terms) => JSON.stringify(a) === JSON.stringify(b);

type Props = Readonly<{ agreement: Agreement; draft: Draft<Change> }>;

function Revision({ agreement, draft }: Props) {
  const t = useText();
  const { id, title, version, terms, signedOn, status, earlierTexts } = agreement;
  const navigate = useNavigate();
  const said = useSaid();
  const [form] = Form.useForm<DraftValues>();
  const [base, setBase] = useState<Base>(draft.kept?.base ?? { version, terms });
  const [values, setValues] = useState<DraftValues>(draft.kept?.values ?? terms);
  const revise = useCommand((body: Terms, header) =>
    api.PUT('/agreements/{id}/terms', { params: { path: { id }, header }, body }),
  );
  const usedIds = [terms, ...earlierTexts.map((earlier) => earlier.terms)].flatMap(({ obligations }) =>
    obligations.map(({ obligationId }) => obligationId),
  );
  // A signature that came in meanwhile changes the version but not the text; the warning above names it.
  const isOvertaken = !isSameText(base.terms, terms);
  const heading = t('修改协议文本', 'Change the text');

  if (signedOn !== null || status === 'VOIDED') {
    return (
      <Page title={heading} lead={title}>
        <Section>
          <p>
            {status === 'VOIDED'
              ? t('协议已作废，文本不能再改。', 'The agreement is void; its text stands.')
              : t('协议已全部签署，文本不能再改。', 'All have signed; the text stands.')}
          </p>
          <LinkButton to={`/agreements/${id}`}>{t('回到协议', 'Back to the agreement')}</LinkButton>
        </Section>
      </Page>
    );
  }
  return (
    <Page title={heading} lead={title}>
      <div className="draft-form">
        <SignatureWarning agreement={agreement} />
        {isOvertaken ? (
          <Overtaken
            mine={base.terms}
            now={terms}
            keepMine={() => setBase({ version, terms })}
            takeTheirs={draft.startAgain}
          />
        ) : (
          draft.note
        )}
        <CommandForm<DraftValues>
          form={form}
          command={revise}
          submitText={t('保存新文本', 'Save the new text')}
          cancel={() => navigate(`/agreements/${id}`)}
          initialValues={values}
          onValuesChange={() => {
            const typed: DraftValues = form.getFieldsValue(true);
            setValues(structuredClone(typed));
            draft.keep({ values: typed, base });
          }}
          submit={async () => {
            const { councilId: _, ...body } = bodyOf(form.getFieldsValue(true));
            await revise.run(body, isOvertaken ? base.version : version);
            draft.drop();
            said(t('已保存新文本。定稿后各方重新签署', 'Saved. Once it is final the parties sign it anew'));
            navigate(`/agreements/${id}`);
          }}
        >
          <DraftFields form={form} values={values} usedIds={usedIds} />
          <Section title={t('本次改动', 'Your changes')}>
            <OwnChanges before={base.terms} values={values} />
          </Section>
        </CommandForm>
      </div>
    </Page>
  );
}

function SignatureWarning({ agreement }: Readonly<{ agreement: Agreement }>) {
  const t = useText();
  const { signatures, contentHash } = agreement;
  if (contentHash === null) return null;
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      title={
        signatures.length > 0
          ? t(
              '文本有任何改动，已有签署全部失效，各方须重新签署',
              'Any change of the text clears all signatures; all parties sign anew',
            )
          : t('文本已定稿，改动后须重新定稿才能签署', 'The text is final; changed, it has to be made final again')
      }
      description={
        signatures.length > 0 && (
          <>
            {t('已签署现行文本的：', 'Signed so far: ')}
            <UnitNames ids={signatures.map(({ unitId }) => unitId)} />
            {t('。', '.')}
          </>
        )
      }
    />
  );
}

type OvertakenProps = Readonly<{ mine: Terms; now: Terms; keepMine: () => void; takeTheirs: () => void }>;

function Overtaken({ mine, now, keepMine, takeTheirs }: OvertakenProps) {
  const t = useText();
  const write = useTextOf([mine, now]);
  return (
    <div role="alert">
      <Alert
        type="warning"
        showIcon
        style={{ marginBottom: 16 }}
        title={t('您修改期间，文本已被他人改动', 'Somebody else has changed the text meanwhile')}
        description={
          <>
            <p>{t('对方的改动：', 'What they changed:')}</p>
            <ChangesList comparison={compareTexts(write(mine), write(now))} />
            <Space wrap>
              <Button onClick={takeTheirs}>
                {t('放弃我的内容，在新文本上重新修改', 'Discard mine, begin from theirs')}
              </Button>
              <Button onClick={keepMine}>{t('保留我的内容，以此替换新文本', 'Keep mine, replace theirs')}</Button>
            </Space>
          </>
        }
      />
    </div>
  );
}

function OwnChanges({ before, values }: Readonly<{ before: Terms; values: DraftValues }>) {
  const t = useText();
  const after = completeTerms(useDeferredValue(values));
  const write = useTextOf(after ? [before, after] : [before]);
  if (!after) return <p className="quiet">{t('填写完整后显示改动。', 'Shown once everything is filled in.')}</p>;
  const [old, text] = [write(before), write(after)];
  const comparison = compareTexts(old, text);
  const isReordered = JSON.stringify(before.obligations) !== JSON.stringify(after.obligations);
  if (comparison.isSame && !isReordered) {
    return <p className="quiet">{t('还没有改动。', 'Nothing is changed yet.')}</p>;
  }
  return <ChangesList comparison={comparison} />;
}
