import { baselineOrigins } from '@lianjian/councils/kinds';
import { decimal, quantityText } from '@lianjian/kernel/formatting';
import { parsePeriod, periodLabel } from '@lianjian/kernel/period';
import { isEnterprise, unitKinds } from '@lianjian/units/kinds';
import { labelOf } from './dimensions.js';
import type { ActivityFact, BaselineFact, FrequencyReportFacts } from './facts.js';
import { countedActivities, type Frame, frameOf, headerOf, type ReportRequest } from './frame.js';
import {
  baselineFrequency,
  frequency,
  frequencyChange,
  missingBaselineNote,
  unitMonthsOf,
} from './frequency-measures.js';
import { byCode, groupBy } from './grouping.js';
import type { Measure } from './measure.js';
import { activeThroughout, type Member } from './members.js';
import { columns, figure, type Report, type Row, sealed, type Table, textCell } from './report.js';

/** R-03 参与频次变化. */
export function buildFrequencyReport(facts: FrequencyReportFacts, request: ReportRequest): Report {
  const frame = frameOf(request, facts);
  return sealed(headerOf('R-03', frame), [
    frequencies(frame, facts, 'ALL'),
    frequencies(frame, facts, 'SAME'),
    baselineTable(facts.baseline),
  ]);
}

/** ALL units of a set, or only the SAME ones: those active on every day of both the period and the baseline's. */
type Cohort = 'ALL' | 'SAME';

function frequencies(
  frame: Frame,
  { activities, baseline, baselineActivities }: FrequencyReportFacts,
  cohort: Cohort,
): Table {
  const now = countedActivities(frame, activities);
  const then = countedActivities(frame, baselineActivities);
  const basePeriod = baseline && parsePeriod(baseline.period);
  const sameOnly = (members: readonly Member[]) =>
    activeThroughout(basePeriod ? activeThroughout(members, basePeriod) : members, frame.range);
  const candidates = cohort === 'ALL' ? frame.members : sameOnly(frame.members);
  const enterprises = candidates.filter(({ unit }) => isEnterprise(unit.unitKind));

  const measuredBase = (members: readonly Member[]) =>
    basePeriod && baseline.origin === 'MEASURED' ? frequency(then, members, basePeriod) : undefined;
  // What the council set is of all its enterprises; for any other set only events can tell.
  const base = baseline && cohort === 'ALL' ? baselineFrequency(baseline) : measuredBase(enterprises);
  const kinds = [...groupBy(candidates, ({ unit }) => unit.unitKind)].sort(([a], [b]) => byCode(a, b));
  const row = (key: string, label: string, members: readonly Member[], baseOfSet = measuredBase(members)) =>
    setRow(frame, `${cohort}/${key}`, key, label, now, members, baseOfSet);
  const missing = missingBaselineNote(base);
  return {
    id: cohort === 'ALL' ? 'allUnits' : 'sameUnits',
    title: cohort === 'ALL' ? '全部单位口径' : '同口径单位（本期和基期全程在册）',
    columns: columns({ UM: '单位月数', M10: '参与频次', base: '基期参与频次', M11: '较基期变化' }),
    rows: [
      row('ENTERPRISE', '企业合计', enterprises, base),
      row('ALL', '全部成员单位', candidates),
      ...kinds.map(([kind, members]) => row(kind, labelOf(unitKinds, kind), members)),
    ],
    notes: missing === undefined ? [] : [missing],
  };
}

function setRow(
  { range, request: { outward } }: Frame,
  path: string,
  key: string,
  label: string,
  activities: readonly ActivityFact[],
  members: readonly Member[],
  base: Measure | undefined,
): Row {
  const now = frequency(activities, members, range);
  return {
    key,
    label,
    cells: {
      UM: figure(`UM/${path}`, unitMonthsOf(members, range), outward),
      M10: figure(`M10/${path}`, now, outward),
      ...(base && { base: figure(`M10/base/${path}`, base, outward) }),
      M11: figure(`M11/${path}`, frequencyChange(now, base), outward),
    },
  };
}

function baselineTable(baseline: BaselineFact | undefined): Table {
  const said = baseline && {
    period: ['基期', periodLabel(parsePeriod(baseline.period))],
    origin: ['来源', baselineOrigins[baseline.origin]],
    value: ['基期参与频次', valueText(baseline)],
    source: ['依据', baseline.source ?? '—'],
  };
  return {
    id: 'baseline',
    title: '基期',
    columns: columns({ value: '内容' }),
    rows: Object.entries(said ?? {}).map(([key, [label = '', text = '']]) => ({
      key,
      label,
      cells: { value: textCell(`baseline/${key}`, text, baseline?.eventIds) },
    })),
    notes: baseline ? [] : ['基期未设定。'],
  };
}

const valueText = ({ value: { numerator, denominator }, qualifier }: BaselineFact): string =>
  quantityText({ value: Number(decimal([numerator, denominator], 3)), unit: '次/单位·月', qualifier });
