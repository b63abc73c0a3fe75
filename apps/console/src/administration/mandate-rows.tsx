import { roleMay } from '@lianjian/permissions/matrix';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { dateText, today } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import { ScopeName } from '../parts/names';
import { Rows } from '../parts/rows';
import { type Mandate, useMe } from '../session/session';
import { standingOf } from './account-state';

/** Mandates with what they are for and how long they hold. */
export function MandateRows({
  mandates,
  empty,
  action,
}: Readonly<{ mandates: readonly Mandate[]; empty: ReactNode; action?: (mandate: Mandate) => ReactNode }>) {
  const t = useText();
  const { label } = useLabels();
  const { mandate: mine } = useMe();
  const mayKnow = roleMay(mine.role, 'listUnits');
  const day = today();
  return (
    <Rows
      caption={t('任职授权', 'Mandates')}
      rows={mandates}
      rowKey={({ mandateId }) => mandateId}
      empty={empty}
      columns={[
        { key: 'role', title: t('角色', 'Role'), render: ({ role }) => label('roles', role) },
        {
          key: 'scope',
          title: t('范围', 'Scope'),
          render: ({ role, scope }) =>
            role === 'ADMIN' ? (
              t('账户与授权', 'Accounts and mandates')
            ) : (role === 'COORD' || role === 'UNIT') && !mayKnow ? (
              <span className="code">{scope}</span>
            ) : (
              <ScopeName role={role} scope={scope} />
            ),
        },
        { key: 'from', title: t('起始日', 'First day'), render: ({ from }) => dateText(from) },
        {
          key: 'until',
          title: t('不再有效之日', 'Ends on'),
          render: ({ until }) => (until ? dateText(until) : t('未定', 'Open')),
        },
        {
          key: 'standing',
          title: t('状态', 'State'),
          render: (mandate) => {
            const standing = standingOf(mandate, day);
            const words = {
              'in-force': t('有效', 'In force'),
              coming: t('尚未开始', 'Not yet'),
              over: t('已结束', 'Over'),
            };
            return <Tag variant="filled">{words[standing]}</Tag>;
          },
        },
        ...(action ? [{ key: 'action', title: t('办理', 'Action'), render: action }] : []),
      ]}
    />
  );
}
