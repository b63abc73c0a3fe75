import { Button } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { setLanguage, useLanguage, useText } from '../language/language';

/** The page of somebody who is not signed in: one card in the middle. */
export function Outside({ title, children }: Readonly<{ title: string; children: ReactNode }>) {
  const t = useText();
  const language = useLanguage();
  useEffect(() => {
    document.title = `${title} · ${t('联建', 'Lianjian')}`;
  }, [title, t]);
  return (
    <main className="outside">
      <div className="outside-brand">
        <img src="/favicon.svg" alt="" width={44} height={44} />
        <div>
          <strong>{t('联建', 'Lianjian')}</strong>
          <span className="quiet">{t('区域化党建共建协调', 'Regional Party-building coordination')}</span>
        </div>
      </div>
      <section className="section outside-card">
        <h1>{title}</h1>
        {children}
      </section>
      <p className="quiet outside-foot">
        {t('本系统不处理涉密信息', 'Not for classified information')}
        {' · '}
        <Button type="link" size="small" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
          {language === 'zh' ? 'English' : '中文'}
        </Button>
      </p>
    </main>
  );
}
