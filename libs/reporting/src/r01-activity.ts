import { activityKinds } from '@lianjian/activities/codes';
import { parsePeriod, periodLabel } from '@lianjian/kernel/period';
import { unitKinds } from '@lianjian/units/kinds';
import { Fraction } from 'fraction.js';
import {
  activitiesByDistrict,
  activityCount,
  crossDistrictActivities,
  crossDistrictPersonTimesShare,
  crossDistrictShare,
  lenses,
  personTimes,
  personTimesByDistrict,
  personTimesOf,
  verifiedShare,
} from './activity-measures.js';
import { districtLabel, labelOf, UNKNOWN } from './dimensions.js';
import type { ActivityFact, ActivityReportFacts, ChangedActivitiesFacts } from './facts.js';
import { countedActivities, type Frame, frameOf, headerOf, type ReportRequest } from './frame.js';
import { participatingUnits, participationRate } from './frequency-measures.js';
import { byCode, groupBy } from './grouping.js';
import { changesByMonth, lateEntryShare, type Tally } from './lateness.js';
import { count, evidenceOf, headcount } from './measure.js';
import { columns, figure, figureTable, type Report, type Row, sealed, type Table, textCell } from './report.js';

/** R-01 跨区活动月报. */
export function buildActivityReport(facts: ActivityReportFacts, request: ReportRequest): Report {
  const frame = frameOf(request, facts);
  const activities = countedActivities(frame, facts.activities);
  const kindOfUnit = new Map(facts.units.map(({ unitId, unitKind }) => [unitId, unitKind]));
  const leadKindOf = ({ leadHost }: ActivityFact) => kindOfUnit.get(leadHost.unitId) ?? UNKNOWN;
  return sealed(headerOf('R-01', frame), [
    totals(frame, activities),
    byDistrict(frame, activities),
    slices(
      frame,
      activities,
      'kind',
      '按活动类别',
      ({ kind }) => kind,
      (code) => labelOf(activityKinds, code),
    ),
    slices(frame, activities, 'leadUnitKind', '按牵头单位类别', leadKindOf, (code) => labelOf(unitKinds, code)),
    slices(
      frame,
      activities,
      'place',
      '按活动地点',
      ({ place }) => place,
      (place) => place,
    ),
    earlierMonths(frame, facts.earlierMonths),
    references(frame, facts.activities),
  ]);
}

function totals({ request, members, lastDay, rules }: Frame, activities: readonly ActivityFact[]): Table {
  const participations = activities.flatMap((activity) => activity.participations);
  const external = participations.filter((participation) => participation.external).length;
  const nowhere = participations
    .filter(({ district }) => district === undefined)
    .reduce((sum, participation) => sum + personTimesOf(participation), 0);
  return figureTable(
    'totals',
    '总体情况',
    [
      ['M1', '活动数', activityCount(activities)],
      ['M3', '参与人次', personTimes(activities)],
      ['M3/onSite', '其中：现场', personTimes(activities, ({ onSite }) => onSite)],
      ['M3/remote', '其中：线上', personTimes(activities, ({ remote }) => remote)],
      ['M5', '参与单位数', participatingUnits(activities)],
      ['M6', '单位参与率', participationRate(activities, members, lastDay)],
      ['M7', '跨区活动数', crossDistrictActivities(activities)],
      ['M8', '跨区活动占比', crossDistrictShare(activities)],
      ['M9', '跨区参与占比', crossDistrictPersonTimesShare(activities)],
      ['M9/strict', '跨区参与占比（扣除联合主办区）', crossDistrictPersonTimesShare(activities, true)],
      ['M37', '迟报率', lateEntryShare(activities, rules.lateAfterDays)],
      ['VERIFIED', '已核实占比', verifiedShare(activities)],
    ],
    request.outward,
    [
      '参与人次按单位分别登记，同一人随两个单位参加的计两次。',
      '活动数包括已记录和已核实的活动。',
      ...(external > 0 ? [`外部单位和暂停成员参加${external}组，计入参与人次，不计入参与单位。`] : []),
      ...(nowhere > 0 ? [`未记录所属区的${nowhere}人次计入参与人次，不计入跨区参与占比的分子。`] : []),
    ],
  );
}

function byDistrict({ request, council, terms, lastDay }: Frame, activities: readonly ActivityFact[]): Table {
  const { lens, outward } = request;
  const hosts = council.hostDistricts.map(terms.division);
  const held = activitiesByDistrict(activities, lens, hosts);
  const joined = personTimesByDistrict(activities, hosts);
  // The districts of guests may host nothing, and hosts' groups may be of other districts.
  const codes = [...new Set([...held.keys(), ...joined.keys()])].sort(byCode);
  const rows = codes.map((code): Row => {
    const [activitiesHere, personTimesHere] = [held.get(code), joined.get(code)];
    return {
      key: code,
      label: districtLabel(code, lastDay),
      cells: {
        ...(activitiesHere && { activities: figure(`M2/${lens}/${code}`, activitiesHere, outward) }),
        ...(personTimesHere && { personTimes: figure(`M4/${code}`, personTimesHere, outward) }),
      },
    };
  });
  const sum = [...held.values()].reduce((total, { numerator }) => numerator.add(total), new Fraction(0));
  return {
    id: 'byDistrict',
    title: `分区情况（${lenses[lens]}）`,
    columns: columns({ activities: '活动数', personTimes: '参与人次' }),
    rows: [...rows, totalRow(activities, outward)],
    notes: sum.gt(activities.length) ? ['各区之和大于合计，因联合主办活动分别计入。'] : [],
  };
}

/** Activities and person-times of each value of a dimension, in code order. */
function slices(
  { request: { outward } }: Frame,
  activities: readonly ActivityFact[],
  dimension: string,
  title: string,
  keyOf: (activity: ActivityFact) => string,
  nameOf: (value: string) => string,
): Table {
  const groups = [...groupBy(activities, keyOf)].sort(([a], [b]) => byCode(a, b));
  const rows = groups.map(([value, group]) => ({
    key: value,
    label: nameOf(value),
    cells: {
      activities: figure(`M1/${dimension}/${value}`, activityCount(group), outward),
      personTimes: figure(`M3/${dimension}/${value}`, personTimes(group), outward),
    },
  }));
  return {
    id: `by${dimension.charAt(0).toUpperCase()}${dimension.slice(1)}`,
    title,
    columns: columns({ activities: '活动数', personTimes: '参与人次' }),
    rows: [...rows, totalRow(activities, outward)],
    notes: [],
  };
}

const totalRow = (activities: readonly ActivityFact[], outward: boolean): Row => ({
  key: 'total',
  label: '合计',
  cells: {
    activities: figure('M1', activityCount(activities), outward),
    personTimes: figure('M3', personTimes(activities), outward),
  },
});

/** 补报 and 更正 of closed months that became known in this month's window: beside the month's figures, never in them. */
function earlierMonths({ request, council }: Frame, changed: ChangedActivitiesFacts | undefined): Table {
  const months = changed ? changesByMonth(changed, council.councilId) : [];
  const sumOf = (tallies: readonly Tally[]): Tally => ({
    activities: tallies.reduce((sum, tally) => sum + tally.activities, 0),
    personTimes: tallies.reduce((sum, tally) => sum + tally.personTimes, 0),
    eventIds: evidenceOf(tallies),
  });
  const rows = [
    ...months.map(({ month, late, corrected }) => ({
      key: month,
      label: periodLabel(parsePeriod(month)),
      late,
      corrected,
    })),
    {
      key: 'total',
      label: '合计',
      late: sumOf(months.map(({ late }) => late)),
      corrected: sumOf(months.map(({ corrected }) => corrected)),
    },
  ];
  return {
    id: 'earlierMonths',
    title: '以前月份补报和更正',
    columns: columns({
      lateActivities: '补报活动数',
      latePersonTimes: '补报人次',
      correctedActivities: '更正活动数',
      correctedPersonTimes: '更正人次',
    }),
    rows: rows.map(({ key, label, late, corrected }) => ({
      key,
      label,
      cells: {
        lateActivities: figure(`LATE/M1/${key}`, count('M1', late.activities, late.eventIds), request.outward),
        latePersonTimes: figure(`LATE/M3/${key}`, headcount('M3', late.personTimes, late.eventIds), request.outward),
        correctedActivities: figure(
          `CORRECTED/M1/${key}`,
          count('M1', corrected.activities, corrected.eventIds),
          request.outward,
        ),
        correctedPersonTimes: figure(
          `CORRECTED/M3/${key}`,
          headcount('M3', corrected.personTimes, corrected.eventIds),
          request.outward,
        ),
      },
    })),
    notes: [
      changed
        ? '以上月份关账后记录的事实，不计入本月，也不改变已发布的版本。'
        : '上一月份尚未关账，或本期不是单个月份，无补报窗口。',
    ],
  };
}

/** Activities of other councils that this one refers to: listed, never counted (E20). */
function references({ council }: Frame, activities: readonly ActivityFact[]): Table {
  const rows = activities
    .filter(({ councilId }) => councilId !== council.councilId)
    .sort((a, b) => byCode(a.startAt, b.startAt) || byCode(a.activityId, b.activityId))
    .map(
      ({ activityId, title, startOn, eventIds }): Row => ({
        key: activityId,
        label: title,
        cells: { startOn: textCell(`REFERENCE/${activityId}/startOn`, startOn, eventIds) },
      }),
    );
  return {
    id: 'references',
    title: '引用活动（计入其他联席会）',
    columns: columns({ startOn: '日期' }),
    rows,
    notes: [],
  };
}
