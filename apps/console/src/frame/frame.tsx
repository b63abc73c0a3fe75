import { MenuOutlined } from '@ant-design/icons';
import { QueryClientProvider } from '@tanstack/react-query';
import { Button, Drawer, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { Navigate, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { newQueryClient } from '../api/query-client';
import { useText } from '../language/language';
import { useIsNarrow } from '../parts/narrow';
import { Outside } from '../session/outside';
import { PasswordChange } from '../session/password-change';
import { useSession } from '../session/session';
import { SignInForm } from '../session/sign-in-form';
import { Acting, ActingLine } from './acting';
import { LiveUpdates } from './live-updates';
import { Navigation } from './navigation';
import { Offline } from './offline';
import { SearchBox } from './search-box';
import { Starting } from './starting';

/** What stands around every page: where one can go, as whom one acts, and the search. */
export function Frame() {
  const session = useSession();
  const location = useLocation();
  const t = useText();
  if (session.status === 'starting') return <Starting />;
  if (!('account' in session)) {
    const from = location.pathname + location.search + location.hash;
    // Whoever left of their own accord does not lead the next person to their page.
    return <Navigate to="/sign-in" replace state={session.status === 'left' ? null : { from }} />;
  }
  if (session.account.mustChangePassword) {
    return (
      <Outside title={t('请先修改口令', 'Change your password first')}>
        <p className="quiet">{t('口令是临时的或已到期。', 'Your password is temporary or has expired.')}</p>
        <PasswordChange />
      </Outside>
    );
  }
  // Another mandate is another person's desk: nothing of the old one stays on screen.
  return (
    <Desk
      key={session.mandate.mandateId}
      isExpired={session.status === 'expired'}
      username={session.account.username}
    />
  );
}

function Desk({ isExpired, username }: Readonly<{ isExpired: boolean; username: string }>) {
  const t = useText();
  const isNarrow = useIsNarrow();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const { pathname } = useLocation();
  const [queryClient] = useState(newQueryClient);
  useEffect(() => setMenuOpen(false), [pathname]); // closes when the page changes
  useEffect(() => () => queryClient.clear(), [queryClient]);
  useEffect(() => {
    if (!isExpired) void queryClient.invalidateQueries();
  }, [isExpired, queryClient]);

  const brand = (
    <div className="brand">
      <img src="/favicon.svg" alt="" width={28} height={28} />
      {t('联建', 'Lianjian')}
    </div>
  );
  return (
    <QueryClientProvider client={queryClient}>
      <div className="desk">
        <a className="skip-link" href="#content">
          {t('跳到正文', 'Skip to the content')}
        </a>
        {isNarrow ? (
          <Drawer
            open={isMenuOpen}
            onClose={() => setMenuOpen(false)}
            placement="left"
            size={260}
            title={t('导航', 'Navigation')}
            styles={{ body: { padding: 0 } }}
          >
            <Navigation />
          </Drawer>
        ) : (
          <aside className="desk-side">
            {brand}
            <Navigation />
          </aside>
        )}
        <div className="desk-main">
          <header>
            <div className="frame-header">
              {isNarrow && (
                <Button
                  type="text"
                  icon={<MenuOutlined />}
                  aria-label={t('打开导航', 'Open the navigation')}
                  onClick={() => setMenuOpen(true)}
                />
              )}
              <SearchBox />
              <Acting />
            </div>
            {isNarrow && <ActingLine />}
          </header>
          <Offline />
          <main id="content" className="frame-content" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
        {/* Another page starts at its top; another filter on the same page leaves one where one is. */}
        <ScrollRestoration getKey={({ pathname }) => pathname} />
        <LiveUpdates />
        <Modal
          open={isExpired}
          title={t('登录已到期', 'Your session has ended')}
          footer={null}
          closable={false}
          destroyOnHidden
        >
          <p>{t('重新登录后继续，页面上填写的内容还在。', 'Sign in to go on; what you typed is still here.')}</p>
          <SignInForm username={username} />
        </Modal>
      </div>
    </QueryClientProvider>
  );
}
