import { Button, Empty, Result, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { problemOf } from '../api/problem';
import { useText } from '../language/language';
import { Section } from './page';

/** While something is read for the first time. */
export function Loading() {
  const t = useText();
  return (
    <Section>
      <div role="status" aria-live="polite">
        <span className="visually-hidden">{t('正在加载', 'Loading')}</span>
        <Skeleton active paragraph={{ rows: 5 }} />
      </div>
    </Section>
  );
}

/** It could not be read: what happened, and what to do. */
export function Failure({ error, retry }: Readonly<{ error: unknown; retry?: () => void }>) {
  const t = useText();
  const problem = problemOf(error);
  const isGone = problem.isMissing;
  return (
    <Section>
      <Result
        status="warning"
        {...(isGone ? { icon: null } : {})}
        title={isGone ? t('没有找到，或不在您的职责范围内', 'Not found, or not within your duties') : problem.message}
        subTitle={
          problem.correlationId && !isGone ? `${t('问题编号', 'Reference')}：${problem.correlationId}` : undefined
        }
        extra={
          isGone ? (
            <Link to="/">{t('回到工作台', 'Back to the work list')}</Link>
          ) : (
            retry && (
              <Button type="primary" onClick={retry}>
                {t('重试', 'Try again')}
              </Button>
            )
          )
        }
      />
    </Section>
  );
}

/** There is nothing, and why or what to do about it. */
export function Nothing({ children }: Readonly<{ children: ReactNode }>) {
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<span className="quiet">{children}</span>} />;
}

type Query<Data> = Readonly<{ data: Data | undefined; error: unknown; refetch: () => unknown }>;

/** What a query answered, once it has; until then the skeleton or the failure. */
export function Loaded<Data>({
  query,
  children,
}: Readonly<{ query: Query<Data>; children: (data: Data) => ReactNode }>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failure error={query.error} retry={query.refetch} />;
  return <Loading />;
}
