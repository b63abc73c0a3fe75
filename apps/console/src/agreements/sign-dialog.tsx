import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { ApiProblem } from '../api/problem';
import { useText } from '../language/language';
import { CommandForm } from '../parts/command-form';
import { useSaid } from '../parts/said';
import { ScrollRegion } from '../parts/scroll-region';
import { useMe } from '../session/session';
import { ChangesList } from './changes-list';
import { compareTexts } from './text-comparison';
import { ComparedText, PlainText } from './text-view';
import { useTextOf } from './wording';

type Agreement = Schemas['Agreement'];
type Values = { signatoryPost: string; hasRead: boolean };

type Props = Readonly<{
  /** As it is now; it may change while the dialog is open. */
  agreement: Agreement;
  canSign: boolean;
}>;

const TEXT_CHANGED = ['agreement/content-hash-differs', 'agreement/text-not-frozen'];

/**
 * Signing for one's own unit. What is signed is the text that the dialog shows: when it changes under the open dialog,
 * the dialog says so, shows the changes and asks anew.
 */
export function SignDialog({ agreement, canSign }: Props) {
  const t = useText();
  const { mandate } = useMe();
  const said = useSaid();
  const queryClient = useQueryClient();
  const [shown, setShown] = useState<Agreement>();
  const [typedPost, setTypedPost] = useState<string>();
  // A refused attempt asks for a new confirmation: the form begins again, with the post that was typed.
  const [attempt, setAttempt] = useState(0);
  const sign = useCommand((body: { contentHash: string; signatoryPost: string }, header) =>
    api.POST('/agreements/{id}/signatures', { params: { path: { id: agreement.id }, header }, body }),
  );
  const close = () => {
    setShown(undefined);
    sign.reset();
  };
  const show = () => {
    sign.reset();
    setShown(agreement);
  };
  const isChanged = shown !== undefined && shown.contentHash !== agreement.contentHash;
  const hash = shown?.contentHash;
  const post = agreement.terms.parties.find(({ unitId }) => unitId === mandate.scope)?.signatoryPost;

  const submit = async ({ signatoryPost }: Values) => {
    if (!hash) return;
    try {
      // The version of now: when only another party has signed since, the text is still the one that was read.
      await sign.run({ contentHash: hash, signatoryPost }, agreement.version);
    } catch (error) {
      if (error instanceof ApiProblem && (error.isOutdated || TEXT_CHANGED.includes(error.code))) {
        setAttempt(attempt + 1);
        await queryClient.invalidateQueries();
      }
      throw error;
    }
    close();
    said(t('已签署', 'Signed'));
  };

  return (
    <>
      {canSign && (
        <Button type="primary" onClick={show}>
          {t('签署', 'Sign')}
        </Button>
      )}
      <Modal
        open={shown !== undefined}
        title={t('签署协议', 'Sign the agreement')}
        width={isChanged ? 960 : 720}
        footer={null}
        onCancel={close}
        destroyOnHidden
      >
        {shown && isChanged && (
          <ChangedMeanwhile before={shown} after={agreement} canSign={canSign} goOn={show} close={close} />
        )}
        {shown && hash && !isChanged && (
          <>
            <ReadText agreement={shown} />
            <p>
              {t('文本指纹：', 'Content hash: ')}
              <span className="code">{hash}</span>
            </p>
            <p>
              {t(
                '本次签署仅对以上文本有效，以文本指纹为凭。文本有任何改动，签署即失效，须重新签署。',
                'Your signature binds exactly this text and this hash. Any change of the text makes it void.',
              )}
            </p>
            <CommandForm<Values>
              key={attempt}
              command={sign}
              submitText={t('签署', 'Sign')}
              cancel={close}
              initialValues={{ signatoryPost: typedPost ?? post ?? '', hasRead: false }}
              onValuesChange={(_, { signatoryPost }) => setTypedPost(signatoryPost)}
              submit={submit}
            >
              <Form.Item
                label={t('签署人职务', 'Post of the signatory')}
                name="signatoryPost"
                extra={t('填写职务名称，不填写姓名。', 'The post, not the name.')}
                rules={[{ required: true, message: t('请填写签署人职务', 'Enter the post of the signatory') }]}
              >
                <Input maxLength={30} style={{ maxWidth: 320 }} />
              </Form.Item>
              {sign.problem?.isOutdated && (
                <p>
                  {t(
                    '已重新核对：文本和文本指纹都没有变化，变化的是签署等情况。请再次确认后签署。',
                    'Checked again: text and hash are the same, something else has changed, such as a signature. Confirm again to sign.',
                  )}
                </p>
              )}
              <Form.Item
                name="hasRead"
                valuePropName="checked"
                rules={[
                  {
                    validator: (_, value) =>
                      value
                        ? Promise.resolve()
                        : Promise.reject(
                            new Error(t('请先阅读文本，再勾选确认', 'Read the text first, then confirm here')),
                          ),
                  },
                ]}
              >
                <Checkbox>{t('我已阅读以上文本', 'I have read the text above')}</Checkbox>
              </Form.Item>
            </CommandForm>
          </>
        )}
      </Modal>
    </>
  );
}

function ReadText({ agreement }: Readonly<{ agreement: Agreement }>) {
  const t = useText();
  const write = useTextOf([agreement.terms]);
  return (
    <ScrollRegion className="sign-text" label={t('待签署的文本', 'The text to be signed')}>
      <PlainText text={write(agreement.terms)} idPrefix="sign-clause" />
    </ScrollRegion>
  );
}

type ChangedProps = Readonly<{
  before: Agreement;
  after: Agreement;
  canSign: boolean;
  goOn: () => void;
  close: () => void;
}>;

function ChangedMeanwhile({ before, after, canSign, goOn, close }: ChangedProps) {
  const t = useText();
  const write = useTextOf([before.terms, after.terms]);
  const comparison = compareTexts(write(before.terms), write(after.terms));
  const isSameText = JSON.stringify(before.terms) === JSON.stringify(after.terms);
  return (
    <>
      <div role="alert">
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={
            isSameText
              ? t(
                  '协议刚被退回协商，原文本不能再签署',
                  'The agreement has just been sent back; it cannot be signed now',
                )
              : t('协议文本刚刚有改动，尚未签署', 'The text has just been changed; nothing is signed')
          }
          description={
            canSign
              ? t(
                  '请查看下面的改动。您填写的职务还在，阅读新文本后须重新确认。',
                  'Look at the changes below. The post you typed is kept; confirm again once you have read the new text.',
                )
              : after.contentHash === null
                ? t(
                    '新文本尚未定稿，定稿后才能签署。可以先关闭本窗口，页面会自动更新。',
                    'The new text is not final yet and can be signed once it is. This page updates by itself.',
                  )
                : t('目前不能签署，原因见页面上的“下一步”。', 'It cannot be signed now; see “Next step” on the page.')
          }
        />
      </div>
      {!isSameText && (
        <>
          <ChangesList comparison={comparison} />
          <ComparedText
            comparison={comparison}
            isBeside={false}
            onlyChanges
            idPrefix="sign-clause"
            oldName={t('您看到的文本', 'The text you saw')}
            newName={t('新文本', 'The new text')}
          />
        </>
      )}
      <Space style={{ marginTop: 16 }}>
        {canSign && (
          <Button type="primary" onClick={goOn}>
            {t('阅读新文本', 'Read the new text')}
          </Button>
        )}
        <Button onClick={close}>{t('关闭', 'Close')}</Button>
      </Space>
    </>
  );
}
