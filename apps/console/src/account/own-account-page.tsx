import { Button, Radio } from 'antd';
import { MandateRows } from '../administration/mandate-rows';
import { useLabels } from '../language/labels';
import { type Language, setLanguage, useLanguage, useText } from '../language/language';
import { Facts } from '../parts/facts';
import { ScopeName } from '../parts/names';
import { Page, Section } from '../parts/page';
import { useSaid } from '../parts/said';
import { PasswordChange } from '../session/password-change';
import { signOut, useMe } from '../session/session';

/** One's own account: who one is, under which mandates, password and language. */
export function OwnAccountPage() {
  const t = useText();
  const language = useLanguage();
  const said = useSaid();
  const { label } = useLabels();
  const { account, mandate, mandates } = useMe();
  return (
    <Page
      title={t('我的账户', 'My account')}
      actions={<Button onClick={() => void signOut()}>{t('退出登录', 'Sign out')}</Button>}
    >
      <Section title={t('我是谁', 'Who I am')}>
        <Facts
          facts={[
            [t('姓名', 'Name'), account.displayName],
            [
              t('用户名', 'User name'),
              <span key="username" className="code">
                {account.username}
              </span>,
            ],
            [
              t('当前身份', 'Acting as'),
              <span key="mandate">
                {label('roles', mandate.role)} <ScopeName role={mandate.role} scope={mandate.scope} />
              </span>,
            ],
          ]}
        />
      </Section>
      <Section title={t('我的任职授权', 'My mandates')}>
        <MandateRows mandates={mandates} empty={t('没有有效的任职授权。', 'There is no mandate in force.')} />
        <p className="quiet">
          {t(
            '有多项授权时，可在页面右上角切换身份。授权有误请联系系统管理员。',
            'With several mandates, switch at the top right. Tell an administrator if one is wrong.',
          )}
        </p>
      </Section>
      <Section title={t('语言', 'Language')}>
        <Radio.Group
          aria-label={t('语言', 'Language')}
          value={language}
          onChange={({ target }) => setLanguage(target.value as Language)}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Section>
      <Section title={t('修改口令', 'Change the password')}>
        <p className="quiet">{t('修改后，其他设备上的登录随即结束。', 'Every other sign-in of yours ends with it.')}</p>
        <PasswordChange done={() => said(t('口令已修改', 'The password is changed'))} />
      </Section>
    </Page>
  );
}
