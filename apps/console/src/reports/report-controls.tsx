import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { businessDateOf } from '@lianjian/kernel/time';
import { Button, Checkbox, Form, Radio, Select, Space } from 'antd';
import { dateText, periodText, today } from '../language/format';
import { type Text, useText } from '../language/language';
import { DateInput } from '../parts/date-input';
import { useCouncils } from '../parts/names';
import { firstDayOf, kindOf, latestPeriods, type PeriodKind, shifted } from '../parts/periods';
import type { CatalogueEntry } from './catalogue';
import { type Asked, LENSES, type Lens, MODES, type Mode } from './report-query';

type Props = Readonly<{
  entry: CatalogueEntry;
  asked: Asked;
  /** Undefined takes a choice back to what most people want. */
  choose: (name: keyof Asked, value: string | undefined) => void;
}>;

/** What a reader of a report may choose; all of it stands in the address. */
export function ReportControls({ entry, asked, choose }: Props) {
  const t = useText();
  const { period, lens, mode, asOf, outward } = asked;
  const next = shifted(period, 1);
  return (
    <Form
      layout="vertical"
      className="report-controls"
      component="search"
      aria-label={t('报告的口径', 'Terms of the report')}
    >
      <CouncilChoice councilId={asked.councilId} choose={choose} />
      <Form.Item label={t('期间', 'Period')} htmlFor="report-period">
        <Space.Compact>
          <Button
            aria-label={t('上一期', 'Previous period')}
            icon={<LeftOutlined />}
            onClick={() => choose('period', shifted(period, -1))}
          />
          <Select
            id="report-period"
            style={{ width: 156 }}
            value={period}
            onChange={(value: string) => choose('period', value)}
            options={periodOptions(t, entry.kinds, period)}
          />
          <Button
            aria-label={t('下一期', 'Next period')}
            icon={<RightOutlined />}
            disabled={firstDayOf(next) > today()}
            onClick={() => choose('period', next)}
          />
        </Space.Compact>
      </Form.Item>
      {entry.hasLens && (
        <Form.Item
          label={t('联合主办的活动计入哪个区', 'Jointly hosted activities count for')}
          extra={lensNote(t, lens)}
        >
          <Radio.Group
            optionType="button"
            value={lens}
            onChange={({ target }) => choose('lens', target.value === 'INVOLVED' ? undefined : target.value)}
            options={LENSES.map((value) => ({ value, label: lensText(t, value) }))}
          />
        </Form.Item>
      )}
      <Form.Item label={t('转区、合并前的数据', 'Data from before transfers and mergers')} extra={modeNote(t, mode)}>
        <Radio.Group
          optionType="button"
          value={mode}
          onChange={({ target }) => choose('mode', target.value === 'AS_WAS' ? undefined : target.value)}
          options={MODES.map((value) => ({ value, label: modeText(t, value) }))}
        />
      </Form.Item>
      <Form.Item
        label={t('截至', 'As known on')}
        htmlFor="report-as-of"
        extra={asOf ? undefined : t('不填为现在', 'Empty for now')}
      >
        <DateInput
          id="report-as-of"
          value={asOf ? (asOf.length > 10 ? businessDateOf(new Date(asOf).toISOString()) : asOf) : undefined}
          onChange={(value) => choose('asOf', value)}
          max={today()}
          placeholder={t('现在', 'Now')}
        />
      </Form.Item>
      <Form.Item
        label={t('用途', 'Use')}
        extra={outward ? t('1至2人次显示为“<3”', '1 or 2 persons read “<3”') : undefined}
      >
        <Checkbox checked={outward} onChange={({ target }) => choose('outward', target.checked ? 'true' : undefined)}>
          {t('对外提供', 'For readers outside')}
        </Checkbox>
      </Form.Item>
    </Form>
  );
}

function CouncilChoice({ councilId, choose }: Pick<Props, 'choose'> & { councilId: string }) {
  const t = useText();
  const { data } = useCouncils();
  if (!data || data.items.length < 2) return null;
  return (
    <Form.Item label={t('联席会', 'Joint conference')} htmlFor="report-council">
      <Select
        id="report-council"
        style={{ minWidth: 220 }}
        showSearch={{ optionFilterProp: 'label' }}
        value={councilId}
        onChange={(value: string) => choose('councilId', value)}
        options={data.items.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  );
}

const HOW_MANY: Readonly<Record<PeriodKind, number>> = { MONTH: 24, QUARTER: 8, HALF: 4, YEAR: 4 };

type Option = { value?: string; label: string; options?: Option[] };

/** The latest periods of each kind that the report takes; whatever the address names is among them. */
function periodOptions(t: Text, kinds: readonly PeriodKind[], chosen: string): Option[] {
  const groups = kinds.map((kind) => ({
    kind,
    options: latestPeriods(kind, today(), HOW_MANY[kind]),
  }));
  if (!groups.some(({ options }) => options.includes(chosen))) {
    groups.unshift({ kind: kindOf(chosen) ?? 'MONTH', options: [chosen] });
  }
  const toOption = (value: string): Option => ({ value, label: periodText(value) });
  const [only, ...others] = groups;
  if (only && others.length === 0) return only.options.map(toOption);
  return groups.map(({ kind, options }) => ({ label: kindText(t, kind), options: options.map(toOption) }));
}

const kindText = (t: Text, kind: PeriodKind): string =>
  ({
    MONTH: t('月', 'Months'),
    QUARTER: t('季度', 'Quarters'),
    HALF: t('半年', 'Half-years'),
    YEAR: t('年', 'Years'),
  })[kind];

const lensText = (t: Text, lens: Lens): string =>
  ({
    LEAD: t('牵头', 'Lead district'),
    INVOLVED: t('涉及', 'Every host district'),
    SHARED: t('分摊', 'Shared'),
  })[lens];

const lensNote = (t: Text, lens: Lens): string =>
  ({
    LEAD: t('只计入牵头单位所在的区，各区之和等于合计', 'Only the lead host’s district; the rows sum to the total'),
    INVOLVED: t(
      '每个主办单位所在的区各计1项，各区之和可大于合计',
      'One for each host’s district; the rows may sum to more than the total',
    ),
    SHARED: t('由各主办区平均分摊，各区之和等于合计', 'In equal parts; the rows sum to the total'),
  })[lens];

const modeText = (t: Text, mode: Mode): string =>
  ({ AS_WAS: t('当期口径', 'As it was'), RESTATED: t('现行口径', 'Restated') })[mode];

const modeNote = (t: Text, mode: Mode): string =>
  ({
    AS_WAS: t('按活动当日所属的区和单位，与已发布的一致', 'Districts and units as they were on the day, as published'),
    RESTATED: t(
      '以往数据按现在的区和单位重列，用于同期比较',
      'Earlier data in today’s districts and units, to compare years',
    ),
  })[mode];

/** The terms in a line, for paper. */
export const termsText = (t: Text, { period, lens, mode, outward }: Asked, asOf: string, hasLens: boolean): string =>
  [
    periodText(period),
    hasLens && lensText(t, lens),
    modeText(t, mode),
    outward && t('对外提供', 'for readers outside'),
    t(`数据截至${dateText(businessDateOf(asOf))}`, `as known on ${dateText(businessDateOf(asOf))}`),
  ]
    .filter(Boolean)
    .join(' · ');
