import { DownOutlined, GlobalOutlined, LogoutOutlined, SettingOutlined, UserOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import { useNavigate } from 'react-router';
import { problemOf } from '../api/problem';
import { dateText } from '../language/format';
import { setLanguage, useLanguage, useText } from '../language/language';
import { ActorName } from '../parts/actor-name';
import { useIsNarrow } from '../parts/narrow';
import { type Mandate, signOut, switchMandate, useMe } from '../session/session';

/** As whom one acts, the switch to another mandate, one's own account. */
export function Acting() {
  const t = useText();
  const language = useLanguage();
  const { account, mandate, mandates } = useMe();
  const isNarrow = useIsNarrow();
  const navigate = useNavigate();
  const { message } = App.useApp();

  const change = ({ mandateId }: Mandate) => {
    if (mandateId === mandate.mandateId) return;
    navigate('/');
    switchMandate(mandateId).catch((error) => void message.error(problemOf(error).message));
  };
  const items: MenuProps['items'] = [
    {
      type: 'group',
      label: t('任职身份', 'Acting as'),
      children: mandates.map((each) => ({
        key: each.mandateId,
        label: (
          <>
            <strong>
              <ActorName role={each.role} scope={each.scope} />
            </strong>
            <br />
            <span className="quiet">
              {each.mandateId === mandate.mandateId ? t('当前身份 · ', 'Current · ') : ''}
              {t('自', 'from ')}
              {dateText(each.from)}
              {each.until ? `${t('，至', ', before ')}${dateText(each.until)}` : ''}
              {each.until ? t('前', '') : ''}
            </span>
          </>
        ),
        onClick: () => change(each),
      })),
    },
    { type: 'divider' },
    {
      key: 'account',
      icon: <SettingOutlined />,
      label: t('我的账户', 'My account'),
      onClick: () => navigate('/account'),
    },
    {
      key: 'language',
      icon: <GlobalOutlined aria-hidden />,
      label: language === 'zh' ? 'English' : '中文',
      onClick: () => setLanguage(language === 'zh' ? 'en' : 'zh'),
    },
    { key: 'out', icon: <LogoutOutlined />, label: t('退出登录', 'Sign out'), onClick: () => void signOut() },
  ];
  return (
    <Dropdown menu={{ items, selectedKeys: [mandate.mandateId] }} trigger={['click']} placement="bottomRight">
      <Button type="text" className="acting" aria-haspopup="menu">
        <UserOutlined aria-hidden />
        <span className="visually-hidden">{t('当前身份与账户', 'Mandate and account')}</span>
        {!isNarrow && (
          <span className="acting-text">
            <strong>
              <ActorName role={mandate.role} scope={mandate.scope} />
            </strong>
            <span className="quiet">{account.displayName ?? account.username}</span>
          </span>
        )}
        <DownOutlined aria-hidden style={{ fontSize: 10 }} />
      </Button>
    </Dropdown>
  );
}

/** As whom one acts, where the header has no room for it. */
export function ActingLine() {
  const { mandate } = useMe();
  return (
    <p className="acting-line">
      <ActorName role={mandate.role} scope={mandate.scope} />
    </p>
  );
}
