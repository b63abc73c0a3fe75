import { Space } from 'antd';
import { useText } from '../language/language';
import { LinkButton } from '../parts/link-button';
import { useMe } from '../session/session';

/** The two or three things that this role does most without being asked. */
export function Shortcuts() {
  const t = useText();
  const { role, scope } = useMe().mandate;
  const reports = ['/reports', t('查看报告', 'Reports')] as const;
  const newActivity = ['/activities/new', t('登记活动', 'Record an activity')] as const;
  const search = ['/search', t('搜索', 'Search')] as const;
  const shortcuts: Readonly<Record<typeof role, readonly (readonly [path: string, text: string])[]>> = {
    UNIT: [
      newActivity,
      ['/agreements/new', t('起草协议', 'Draft an agreement')],
      [`/units/${scope}/one-pager`, t('本单位情况', 'My unit')],
    ],
    COORD: [newActivity, ['/reports/R-01', t('本月报告', 'This month’s report')], ['/months', t('月度关账', 'Months')]],
    DIST: [
      ['/projects/new', t('申报并立项', 'Propose and register a project')],
      ['/units/new', t('登记单位', 'Register a unit')],
      reports,
    ],
    CITY: [reports, ['/projects', t('共建项目', 'Projects')], ['/councils', t('联席会', 'Councils')]],
    AUDIT: [reports, search, ['/months', t('月度关账与更正', 'Months and corrections')]],
    ADMIN: [],
  };
  return (
    <Space wrap>
      {shortcuts[role].map(([path, text]) => (
        <LinkButton key={path} to={path}>
          {text}
        </LinkButton>
      ))}
    </Space>
  );
}
