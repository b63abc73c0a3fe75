import { roleMay } from '@lianjian/permissions/matrix';
import { App, Button, Form } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { BodyOf } from '../api/body';
import { api, queries, type Schemas } from '../api/client';
import { useCommand } from '../api/command';
import { problemOf } from '../api/problem';
import { dateText, instantText, today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { CommandDialog } from '../parts/command-dialog';
import { DateInput } from '../parts/date-input';
import { Facts } from '../parts/facts';
import { Page, Section } from '../parts/page';
import { ReasonField } from '../parts/reason-field';
import { useSaid } from '../parts/said';
import { Loaded } from '../parts/states';
import { type Mandate, useMe } from '../session/session';
import { AccountHistory } from './account-history';
import { standingOf } from './account-state';
import { nameOf } from './accounts';
import { useAction } from './action';
import { GrantMandate } from './grant-mandate';
import { MandateRows } from './mandate-rows';
import { type Issued, OneTimePassword } from './one-time-password';
import { StateTag } from './state-tag';

/** An account: whether it can be used, its mandates, and all that became of it. Auditors see what became of it. */
export function AccountPage() {
  const t = useText();
  const { id = '' } = useParams();
  const { mandate } = useMe();
  if (roleMay(mandate.role, 'getAccount')) return <ManagedAccount key={id} id={id} />;
  return (
    <Page
      title={t('账户与授权的历史', 'History of an account')}
      lead={
        <>
          {t('账户编号', 'Account')} <span className="code">{id}</span>
        </>
      }
    >
      <AccountHistory accountId={id} />
    </Page>
  );
}

function ManagedAccount({ id }: Readonly<{ id: string }>) {
  const t = useText();
  const account = queries.useQuery('get', '/accounts/{id}', { params: { path: { id } } });
  const [issued, setIssued] = useState<Issued>();
  const { account: me } = useMe();
  const isMine = me.id === id;
  return (
    <Loaded query={account}>
      {(data) => (
        <Page
          title={nameOf(data)}
          tag={<StateTag account={data} />}
          lead={
            <>
              {t('用户名', 'User name')} <span className="code">{data.username}</span>
            </>
          }
          actions={!isMine && <GrantMandate accountId={id} />}
        >
          <OneTimePassword issued={issued} close={() => setIssued(undefined)} />
          <Section title={t('任职授权', 'Mandates')}>
            <MandateRows
              mandates={[...data.mandates].sort((a, b) => (a.from < b.from ? 1 : -1))}
              empty={t('还没有任职授权，账户无法办理任何业务。', 'No mandate yet: the account can do nothing.')}
              action={(mandate) =>
                standingOf(mandate, today()) === 'over' || isMine ? '—' : <Revoke accountId={id} mandate={mandate} />
              }
            />
          </Section>
          <Section title={t('登录', 'Sign-in')}>
            <Facts
              facts={[
                [t('创建', 'Created'), instantText(data.createdAt)],
                [t('最近使用', 'Last used'), instantText(data.activeAt)],
                data.disabledAt ? [t('停用', 'Disabled'), instantText(data.disabledAt)] : null,
                data.lockedUntil ? [t('锁定至', 'Locked until'), instantText(data.lockedUntil)] : null,
              ]}
            />
            {isMine ? (
              <p className="quiet">
                {t(
                  '这是您自己的账户：授权、停用和重置须由另一位系统管理员办理。',
                  'This is your own account: another administrator has to manage it.',
                )}
              </p>
            ) : (
              <SignInActions account={data} issue={setIssued} />
            )}
          </Section>
          <AccountHistory accountId={id} />
        </Page>
      )}
    </Loaded>
  );
}

function SignInActions({
  account,
  issue,
}: Readonly<{ account: Schemas['AccountDetail']; issue: (issued: Issued) => void }>) {
  const t = useText();
  const said = useSaid();
  const { modal, message } = App.useApp();
  const { id, username, disabledAt, lockedUntil } = account;
  const params = { path: { id } };
  const disable = useAction(() => api.POST('/accounts/{id}/disable', { params }));
  const enable = useAction(() => api.POST('/accounts/{id}/enable', { params }));
  const reset = useAction(async () => (await api.POST('/accounts/{id}/password-reset', { params })).data);
  const tell = (error: unknown) => void message.error(problemOf(error).message);

  const askToDisable = () =>
    modal.confirm({
      title: t(`停用“${nameOf(account)}”的账户`, `Disable the account of ${nameOf(account)}`),
      content: t(
        '立即结束其全部登录，今后无法登录，直到重新启用。已办理的业务和任职授权不受影响。',
        'All its sessions end at once and it cannot sign in until it is enabled again. What it did stays.',
      ),
      okText: t('停用', 'Disable'),
      okButtonProps: { danger: true },
      cancelText: t('取消', 'Cancel'),
      onOk: () => disable.run(undefined).then(() => said(t('已停用', 'Disabled')), tell),
    });
  const askToReset = () =>
    modal.confirm({
      title: t(`重置“${nameOf(account)}”的口令`, `Reset the password of ${nameOf(account)}`),
      content: t(
        '原口令立即失效，其全部登录结束。新的一次性口令只显示一次。',
        'The old password and all sessions end at once. The new one-time password is shown once.',
      ),
      okText: t('重置口令', 'Reset'),
      cancelText: t('取消', 'Cancel'),
      onOk: () =>
        reset.run(undefined).then((answer) => {
          if (answer) issue({ name: nameOf(account), username, password: answer.oneTimePassword });
        }, tell),
    });
  return (
    <div className="page-actions" style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 12 }}>
      <Button onClick={askToReset}>{t('重置口令', 'Reset the password')}</Button>
      {(disabledAt || lockedUntil) && (
        <Button
          loading={enable.isPending}
          onClick={() => void enable.run(undefined).then(() => said(t('已启用', 'Enabled')), tell)}
        >
          {disabledAt ? t('启用', 'Enable') : t('解除锁定', 'Unlock')}
        </Button>
      )}
      {!disabledAt && (
        <Button danger onClick={askToDisable}>
          {t('停用', 'Disable')}
        </Button>
      )}
    </div>
  );
}

type Revocation = BodyOf<'revokeMandate'>;

function Revoke({ accountId, mandate }: Readonly<{ accountId: string; mandate: Mandate }>) {
  const t = useText();
  const { label } = useLabels();
  const { mandateId, role, from } = mandate;
  const revoke = useCommand((body: Revocation, header) =>
    api.POST('/accounts/{id}/mandate-revocations', { params: { path: { id: accountId }, header }, body }),
  );
  return (
    <CommandDialog<Revocation, Awaited<ReturnType<typeof revoke.run>>>
      label={t('终止授权', 'End')}
      command={revoke}
      danger
      done={t('已终止', 'Ended')}
      button={{ size: 'small' }}
      explanation={t(
        `${label('roles', role)}，自${dateText(from)}起。终止后不能恢复，需要时重新授予。`,
        `${label('roles', role)}, from ${dateText(from)}. It cannot be taken back; grant a new one if need be.`,
      )}
      initialValues={{ effectiveOn: today() }}
      toBody={(values) => ({ ...values, mandateId })}
    >
      <Form.Item
        label={t('自此日起不再有效', 'No longer in force from')}
        name="effectiveOn"
        rules={[{ required: true, message: t('请选择日期', 'Choose a date') }]}
      >
        <DateInput />
      </Form.Item>
      <ReasonField />
    </CommandDialog>
  );
}
