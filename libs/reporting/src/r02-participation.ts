import { isEnterprise, twoNew, unitKinds } from '@lianjian/units/kinds';
import { districtLabel, labelOf } from './dimensions.js';
import type { ActivityFact, FrequencyReportFacts } from './facts.js';
import { countedActivities, type Frame, frameOf, headerOf, type ReportRequest } from './frame.js';
import {
  baselineFrequency,
  frequency,
  frequencyChange,
  missingBaselineNote,
  participatingUnits,
  participationRate,
  silentUnits,
  unitMonthsOf,
} from './frequency-measures.js';
import { byCode, groupBy } from './grouping.js';
import { activeOn, districtOn, type Member } from './members.js';
import { columns, figure, figureTable, type Report, type Row, sealed, type Table, textCell } from './report.js';

/** R-02 单位参与情况. The list of silent units is the coordinator's alone: it is for calling, not for naming (M31). */
export function buildParticipationReport(facts: FrequencyReportFacts, request: ReportRequest): Report {
  const frame = frameOf(request, facts);
  const activities = countedActivities(frame, facts.activities);
  return sealed(headerOf('R-02', frame), [
    totals(frame, activities, facts),
    byDistrict(frame, activities),
    slices(
      frame,
      activities,
      'unitKind',
      '按单位类别',
      ({ unit }) => unit.unitKind,
      (kind) => labelOf(unitKinds, kind),
    ),
    slices(frame, activities, 'twoNew', '按是否两新组织', twoNewOf, (value) =>
      labelOf({ YES: '两新组织', NO: '其他' }, value),
    ),
    ...(request.generatedFor === 'COORD' ? [silentList(frame, activities)] : []),
  ]);
}

function totals(
  { request, members, range, lastDay }: Frame,
  activities: readonly ActivityFact[],
  { baseline }: FrequencyReportFacts,
): Table {
  const enterprises = members.filter(({ unit }) => isEnterprise(unit.unitKind));
  const now = frequency(activities, enterprises, range);
  const base = baseline && baselineFrequency(baseline);
  const missing = missingBaselineNote(base);
  return figureTable(
    'totals',
    '总体情况',
    [
      ['M5', '参与单位数', participatingUnits(activities)],
      ['M6', '单位参与率', participationRate(activities, members, lastDay)],
      ['UM', '单位月数（企业）', unitMonthsOf(enterprises, range)],
      ['M10', '参与频次（企业，次/单位·月）', now],
      ['M11', '参与频次较基期变化（企业）', frequencyChange(now, base)],
      ['UM/all', '单位月数（全部成员单位）', unitMonthsOf(members, range)],
      ['M10/all', '参与频次（全部成员单位，次/单位·月）', frequency(activities, members, range)],
      ['M31', '需要联系的单位', silentUnits(activities, members, range, lastDay).measure],
    ],
    request.outward,
    missing === undefined ? [] : [missing],
  );
}

/** Participation by the units' district on the last day; frequency by the district of each day. */
function byDistrict(
  { request, council, terms, members, range, lastDay }: Frame,
  activities: readonly ActivityFact[],
): Table {
  const active = groupBy(activeOn(members, lastDay), ({ unit }) => districtOn(unit, lastDay));
  const enterprises = members.filter(({ unit }) => isEnterprise(unit.unitKind));
  const everIn = members.flatMap(({ unit }) => unit.districts.map(({ code }) => code));
  const codes = [...new Set([...council.hostDistricts.map(terms.division), ...everIn])].sort(byCode);
  return {
    id: 'byDistrict',
    title: '分区情况',
    columns: sliceColumns('企业'),
    rows: codes.map((code) => {
      const here = active.get(code) ?? [];
      return sliceRow(request.outward, `district/${code}`, code, districtLabel(code, lastDay), {
        M5: participatingUnits(activities, here),
        M6: participationRate(activities, here, lastDay),
        UM: unitMonthsOf(enterprises, range, code),
        M10: frequency(activities, enterprises, range, code),
      });
    }),
    notes: ['单位数按期末所属区，单位月数和参与频次按当日所属区。'],
  };
}

function slices(
  { request, members, range, lastDay }: Frame,
  activities: readonly ActivityFact[],
  dimension: string,
  title: string,
  keyOf: (member: Member) => string,
  nameOf: (value: string) => string,
): Table {
  const groups = [...groupBy(members, keyOf)].sort(([a], [b]) => byCode(a, b));
  return {
    id: `by${dimension.charAt(0).toUpperCase()}${dimension.slice(1)}`,
    title,
    columns: sliceColumns('全部'),
    rows: groups.map(([value, group]) =>
      sliceRow(request.outward, `${dimension}/${value}`, value, nameOf(value), {
        M5: participatingUnits(activities, group),
        M6: participationRate(activities, group, lastDay),
        UM: unitMonthsOf(group, range),
        M10: frequency(activities, group, range),
      }),
    ),
    notes: [],
  };
}

const sliceColumns = (frequencyOf: string) =>
  columns({
    M5: '参与单位数',
    M6: '单位参与率',
    UM: `单位月数（${frequencyOf}）`,
    M10: `参与频次（${frequencyOf}）`,
  });

const sliceRow = (
  outward: boolean,
  path: string,
  key: string,
  label: string,
  measures: Readonly<Record<'M5' | 'M6' | 'UM' | 'M10', Parameters<typeof figure>[1]>>,
): Row => ({
  key,
  label,
  cells: Object.fromEntries(
    Object.entries(measures).map(([id, measure]) => [id, figure(`${id}/${path}`, measure, outward)]),
  ),
});

function silentList({ members, range, lastDay }: Frame, activities: readonly ActivityFact[]): Table {
  const { units } = silentUnits(activities, members, range, lastDay);
  const rows = units.map(({ unit }): Row => {
    const { unitId, unitNo, name, unitKind } = unit;
    const key = `M31/${unitId}`;
    return {
      key: unitId,
      label: name,
      cells: {
        unitNo: textCell(`${key}/unitNo`, unitNo),
        district: textCell(`${key}/district`, districtLabel(districtOn(unit, lastDay), lastDay)),
        unitKind: textCell(`${key}/unitKind`, labelOf(unitKinds, unitKind)),
      },
    };
  });
  return {
    id: 'silentUnits',
    title: '需要联系的单位',
    columns: columns({ unitNo: '单位编号', district: '所属区', unitKind: '单位类别' }),
    rows,
    notes: ['本期未参加活动、未签约履约、未认领项目，请联席会办公室主动联系，了解困难。'],
  };
}

const twoNewOf = ({ unit }: Member): string => (twoNew(unit.unitKind) ? 'YES' : 'NO');
