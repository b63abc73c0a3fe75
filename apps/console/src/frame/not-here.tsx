import { Button, Result } from 'antd';
import { Link, useRouteError } from 'react-router';
import { useText } from '../language/language';
import { Page, Section } from '../parts/page';

/** An address that leads nowhere. */
export function NotHere() {
  const t = useText();
  return (
    <Page title={t('没有这个页面', 'No such page')}>
      <Section>
        <Result
          icon={null}
          title={t('地址可能写错了，或页面已经移走', 'The address may be wrong, or the page has moved')}
          extra={<Link to="/">{t('回到工作台', 'Back to the work list')}</Link>}
        />
      </Section>
    </Page>
  );
}

/** A fault of the console itself: said plainly, and the way on. A page that cannot be fetched is usually a new version. */
export function PageFault() {
  const t = useText();
  const error = useRouteError();
  const isFetch = error instanceof TypeError && /import|fetch/i.test(error.message);
  return (
    <Page title={t('页面出错了', 'Something went wrong')}>
      <Section>
        <Result
          status="warning"
          title={
            isFetch
              ? t(
                  '页面没有加载完整，可能是网络中断或系统刚刚升级',
                  'The page was not loaded: offline, or a new version',
                )
              : t('页面显示出错，您已提交的内容不受影响', 'The page failed; nothing you sent is affected')
          }
          extra={
            <Button type="primary" onClick={() => window.location.reload()}>
              {t('重新加载', 'Reload')}
            </Button>
          }
        />
      </Section>
    </Page>
  );
}
