import { Button } from 'antd';
import { useState } from 'react';
import { queries, type Schemas } from '../api/client';
import { describeHistory } from '../history/describe-event';
import { WhatAndWhy } from '../history/entry';
import '../history/history.css';
import { useWords } from '../history/use-words';
import { whenText } from '../history/when';
import { instantText } from '../language/format';
import { useText } from '../language/language';
import { Section } from '../parts/page';
import { Rows } from '../parts/rows';
import { Loaded } from '../parts/states';
import { nameOf, useAccounts } from './accounts';

type Past = Schemas['AccountHistory'];
type Action = Past['log'][number]['action'];
const AT_FIRST = 20;

/** Whoever did it: oneself, an administrator, the service. */
function useDoer(accountId: string) {
  const t = useText();
  const accounts = useAccounts();
  return (byAccountId: string) => {
    if (byAccountId === accountId) return t('本人', 'The person');
    if (byAccountId === 'system') return t('系统自动', 'The system');
    const by = accounts.data?.find(({ id }) => id === byAccountId);
    return by ? nameOf(by) : t('系统管理员', 'An administrator');
  };
}

/** What became of an account and its mandates, newest first. */
export function AccountHistory({ accountId }: Readonly<{ accountId: string }>) {
  const past = queries.useQuery('get', '/accounts/{id}/history', { params: { path: { id: accountId } } });
  return (
    <Loaded query={past}>
      {({ log, mandates }) => (
        <>
          <MandateHistory accountId={accountId} events={mandates} />
          <Log accountId={accountId} log={log} />
        </>
      )}
    </Loaded>
  );
}

function MandateHistory({ accountId, events }: Readonly<{ accountId: string; events: Past['mandates'] }>) {
  const words = useWords();
  const { t, label } = words;
  const doer = useDoer(accountId);
  const told = describeHistory(events, words)
    .flatMap((description, index) => {
      const event = events[index];
      return event ? [{ event, description }] : [];
    })
    .reverse();
  return (
    <Section title={t('授权历程', 'History of the mandates')}>
      {told.length === 0 && <p className="quiet">{t('还没有任职授权。', 'There has been no mandate yet.')}</p>}
      <ol className="history">
        {told.map(({ event, description }) => (
          <li key={event.version}>
            <p className="history-who">
              <time dateTime={event.occurredOn}>{whenText(event, words)}</time>
              <span>{doer(event.byAccountId)}</span>
            </p>
            <article className="history-event">
              <h3>{label('eventTypes', event.type)}</h3>
              <WhatAndWhy entry={{}} description={description} isComplete />
            </article>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Log({ accountId, log }: Readonly<{ accountId: string; log: Past['log'] }>) {
  const t = useText();
  const doer = useDoer(accountId);
  const [count, setCount] = useState(AT_FIRST);
  const words: Readonly<Record<Action, string>> = {
    created: t('创建账户', 'Account created'),
    'signed-in': t('登录', 'Signed in'),
    'sign-in-failed': t('登录失败', 'Sign-in failed'),
    locked: t('多次失败，账户锁定', 'Locked after failures'),
    'signed-out': t('退出登录', 'Signed out'),
    'refresh-token-reused': t(
      '登录凭据被重复使用，已结束该登录',
      'A spent token was used again; the session was ended',
    ),
    'password-changed': t('修改口令', 'Password changed'),
    'password-reset': t('重置口令', 'Password reset'),
    disabled: t('停用账户', 'Disabled'),
    enabled: t('启用账户', 'Enabled'),
  };
  const newest = [...log].reverse();
  return (
    <Section title={t('账户日志', 'Log of the account')}>
      <Rows
        caption={t('账户日志，从新到旧', 'Log, newest first')}
        rows={newest.slice(0, count)}
        rowKey={({ at, action, correlationId }) => `${at} ${action} ${correlationId}`}
        empty={t('还没有记录。', 'Nothing yet.')}
        columns={[
          {
            key: 'at',
            title: t('时间', 'When'),
            render: ({ at }) => <span className="number">{instantText(at)}</span>,
          },
          { key: 'action', title: t('事项', 'What'), render: ({ action }) => words[action] },
          { key: 'by', title: t('由谁', 'By'), render: ({ byAccountId }) => doer(byAccountId) },
          {
            key: 'correlationId',
            title: t('请求编号', 'Correlation id'),
            render: ({ correlationId }) => <span className="code">{correlationId}</span>,
          },
        ]}
      />
      {newest.length > count && (
        <Button onClick={() => setCount(count + 4 * AT_FIRST)}>{t('更早的记录', 'Earlier')}</Button>
      )}
    </Section>
  );
}
