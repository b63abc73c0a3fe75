import {
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  FileProtectOutlined,
  HomeOutlined,
  IdcardOutlined,
  ProjectOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { roleMay } from '@lianjian/permissions/matrix';
import { Menu } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useText } from '../language/language';
import { useMe } from '../session/session';
import { WorkCount } from '../work-list/work-count';

/** Where this person can go: the work list first, then their own things, then what they look up. */
export function Navigation() {
  const t = useText();
  const { mandate } = useMe();
  const { pathname } = useLocation();
  const { role, scope } = mandate;
  const may = (operation: Parameters<typeof roleMay>[1]) => roleMay(role, operation);
  const entries: (readonly [path: string, icon: ReactNode, label: string] | false)[] = [
    role !== 'ADMIN' && ['/', <HomeOutlined key="i" />, t('待办', 'Work list')],
    role === 'COORD' && [`/councils/${scope}`, <BankOutlined key="i" />, t('联席会一览', 'Joint conference')],
    role === 'UNIT' && [`/units/${scope}/one-pager`, <IdcardOutlined key="i" />, t('本单位情况', 'My unit')],
    may('listAgreements') && ['/agreements', <FileProtectOutlined key="i" />, t('共建协议', 'Agreements')],
    may('listObligations') && ['/obligations', <CarryOutOutlined key="i" />, t('履约事项', 'Obligations')],
    may('listProjects') && ['/projects', <ProjectOutlined key="i" />, t('共建项目', 'Projects')],
    may('listActivities') && ['/activities', <CalendarOutlined key="i" />, t('活动', 'Activities')],
    may('listUnits') && ['/units', <TeamOutlined key="i" />, t('成员单位', 'Units')],
    may('listCouncils') && role !== 'COORD' && ['/councils', <BankOutlined key="i" />, t('联席会', 'Councils')],
    may('getActivityReport') && ['/reports', <BarChartOutlined key="i" />, t('报告', 'Reports')],
    may('listPeriods') && [
      '/months',
      <AuditOutlined key="i" />,
      role === 'UNIT' ? t('月报', 'Monthly reports') : t('月度关账', 'Months'),
    ],
    may('listAccounts') && ['/accounts', <TeamOutlined key="i" />, t('账户与授权', 'Accounts')],
  ];
  const shown = entries.filter((entry) => entry !== false);
  // A month's address begins with its council's, but belongs to the months.
  const place = /^\/councils\/[^/]+\/months(\/|$)/.test(pathname) ? '/months' : pathname;
  const current = shown
    .map(([path]) => path)
    .filter((path) => place === path || (path !== '/' && place.startsWith(`${path}/`)))
    .sort((a, b) => b.length - a.length)[0];
  return (
    <nav aria-label={t('主导航', 'Main navigation')}>
      <Menu
        mode="inline"
        selectedKeys={current ? [current] : []}
        style={{ borderInlineEnd: 0 }}
        items={shown.map(([path, icon, label]) => ({
          key: path,
          icon,
          label: (
            <Link to={path}>
              {label}
              {path === '/' && <WorkCount />}
            </Link>
          ),
        }))}
      />
    </nav>
  );
}
