import type { ThemeConfig } from 'antd';

/** Every text colour keeps 4.5:1 on white and on the page's ground (WCAG AA). */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#a61d24',
    colorLink: '#0b57b0',
    colorLinkHover: '#08417f',
    colorInfo: '#0b57b0',
    colorSuccess: '#1d7a3a',
    colorWarning: '#96590a',
    colorError: '#b3261e',
    colorText: '#1f2329',
    colorTextSecondary: '#4a505a',
    colorTextTertiary: '#595f69',
    colorTextQuaternary: '#6b7280',
    colorTextDescription: '#595f69',
    colorTextPlaceholder: '#676d77',
    colorTextDisabled: '#676d77',
    colorBgLayout: '#f5f6f8',
    colorInfoBg: '#eef4fc',
    colorInfoBorder: '#b9d2ef',
    colorSuccessBg: '#ebf6ee',
    colorSuccessBorder: '#b5dcc1',
    colorWarningBg: '#fdf5e6',
    colorWarningBorder: '#ecd3a4',
    colorErrorBg: '#fdeeed',
    colorErrorBorder: '#efbfbb',
    colorBorder: '#8d939d',
    colorBorderSecondary: '#e4e7ec',
    borderRadius: 6,
    fontSize: 14,
    fontFamily:
      '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, -apple-system, sans-serif',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Layout: { headerBg: '#fff', siderBg: '#fff' },
    Menu: { itemSelectedBg: '#fbeaea', itemSelectedColor: '#8c151b', itemHeight: 42 },
    Table: { headerBg: '#f7f8fa', headerColor: '#3b414b' },
  },
};
