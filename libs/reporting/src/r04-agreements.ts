import { agreementKinds, agreementStatuses } from '@lianjian/agreements/codes';
import { daysBetween } from '@lianjian/kernel/time';
import {
  agreementCoverage,
  crossDistrictAgreements,
  dormantAgreements,
  expiringWithin,
  inForceOn,
  obligationsDue,
  obligationsMet,
  obligationsMetOnTime,
  partyDistrictsOn,
  statusOn,
  unfiledDistricts,
} from './agreement-measures.js';
import { districtLabel, labelOf } from './dimensions.js';
import type { AgreementFact, AgreementReportFacts } from './facts.js';
import { type Frame, frameOf, headerOf, type ReportRequest } from './frame.js';
import { byCode, groupBy } from './grouping.js';
import { evidenceOf } from './measure.js';
import { districtOn } from './members.js';
import {
  type Cell,
  columns,
  countCell,
  figure,
  figureTable,
  type Report,
  sealed,
  type Table,
  textCell,
} from './report.js';

/** R-04 共建协议台账, as of the last day of the period. */
export function buildAgreementReport(facts: AgreementReportFacts, request: ReportRequest): Report {
  const frame = frameOf(request, facts);
  const agreements = facts.agreements.toSorted((a, b) => byCode(a.agreementNo, b.agreementNo));
  return sealed(headerOf('R-04', frame), [
    totals(frame, agreements),
    byState(frame, agreements),
    byDistrict(frame, agreements),
    byKind(frame, agreements),
    expiring(frame, agreements),
    dormant(frame, agreements),
    unmetObligations(frame, agreements, facts),
    unfiled(frame, agreements),
  ]);
}

function totals(
  { request, rules, members, range, lastDay, terms }: Frame,
  agreements: readonly AgreementFact[],
): Table {
  const due = obligationsDue(agreements, range);
  return figureTable(
    'totals',
    '总体情况',
    [
      ['M12', '协议覆盖率', agreementCoverage(agreements, members, lastDay, terms)],
      ['M13', '跨区协议数', crossDistrictAgreements(agreements, lastDay, terms)],
      ['M14', '履约率（按期）', obligationsMetOnTime(due)],
      ['M14/late', '履约率（含逾期完成）', obligationsMet(due)],
      ['M15', '僵尸协议数', dormantAgreements(agreements, lastDay, rules.dormantAfterDays).measure],
    ],
    request.outward,
    [
      `生效满${rules.dormantAfterDays}天且${rules.dormantAfterDays}天内没有关联活动、履约或项目记录的协议，列为僵尸协议。`,
    ],
  );
}

function byState({ lastDay }: Frame, agreements: readonly AgreementFact[]): Table {
  const groups = groupBy(agreements, (agreement) => statusOn(agreement, lastDay));
  return {
    id: 'byState',
    title: '按状态',
    columns: columns({ agreements: '协议数' }),
    rows: Object.entries(agreementStatuses).map(([state, label]) => {
      const group = groups.get(state as keyof typeof agreementStatuses) ?? [];
      return { key: state, label, cells: { agreements: tally(`state/${state}`, group) } };
    }),
    notes: [],
  };
}

function byDistrict({ request, council, members, lastDay, terms }: Frame, agreements: readonly AgreementFact[]): Table {
  const inForce = agreements.filter((agreement) => inForceOn(agreement, lastDay));
  const involved = (code: string) =>
    inForce.filter((agreement) => partyDistrictsOn(agreement, lastDay, terms).includes(code));
  const codes = new Set([
    ...council.hostDistricts.map(terms.division),
    ...members.map(({ unit }) => districtOn(unit, lastDay)),
    ...inForce.flatMap((agreement) => partyDistrictsOn(agreement, lastDay, terms)),
  ]);
  return {
    id: 'byDistrict',
    title: '分区情况',
    columns: columns({ inForce: '生效协议数', crossDistrict: '其中跨区', coverage: '协议覆盖率' }),
    rows: [...codes].sort(byCode).map((code) => {
      const here = members.filter(({ unit }) => districtOn(unit, lastDay) === code);
      return {
        key: code,
        label: districtLabel(code, lastDay),
        cells: {
          inForce: tally(`inForce/district/${code}`, involved(code)),
          crossDistrict: figure(
            `M13/district/${code}`,
            crossDistrictAgreements(involved(code), lastDay, terms),
            request.outward,
          ),
          coverage: figure(
            `M12/district/${code}`,
            agreementCoverage(agreements, here, lastDay, terms),
            request.outward,
          ),
        },
      };
    }),
    notes: ['跨区协议在各方所属区分别计入，各区之和可大于合计。'],
  };
}

function byKind({ request, lastDay, terms }: Frame, agreements: readonly AgreementFact[]): Table {
  const inForce = agreements.filter((agreement) => inForceOn(agreement, lastDay));
  const groups = [...groupBy(inForce, ({ kind }) => kind)].sort(([a], [b]) => byCode(a, b));
  return {
    id: 'byKind',
    title: '按结对种类',
    columns: columns({ inForce: '生效协议数', crossDistrict: '其中跨区' }),
    rows: groups.map(([kind, group]) => ({
      key: kind,
      label: labelOf(agreementKinds, kind),
      cells: {
        inForce: tally(`inForce/kind/${kind}`, group),
        crossDistrict: figure(`M13/kind/${kind}`, crossDistrictAgreements(group, lastDay, terms), request.outward),
      },
    })),
    notes: [],
  };
}

/** The nearest end first: this is a list of what to do next. */
function expiring({ rules, lastDay }: Frame, agreements: readonly AgreementFact[]): Table {
  const within = Math.max(...rules.expiryNoticeDays);
  const rows = expiringWithin(agreements, lastDay, within).toSorted((a, b) => byCode(a.termTo, b.termTo));
  return listTable(
    'expiring',
    `${within}天内到期`,
    rows,
    { termTo: '到期日', daysLeft: '剩余天数', band: '提醒档' },
    (agreement, key) => {
      const daysLeft = daysBetween(lastDay, agreement.termTo);
      const band = Math.min(...rules.expiryNoticeDays.filter((days) => daysLeft <= days));
      return {
        termTo: textCell(`${key}/termTo`, agreement.termTo, agreement.eventIds),
        daysLeft: countCell(`${key}/daysLeft`, daysLeft),
        band: textCell(`${key}/band`, `${band}天内`),
      };
    },
  );
}

function dormant({ rules, lastDay }: Frame, agreements: readonly AgreementFact[]): Table {
  const rows = dormantAgreements(agreements, lastDay, rules.dormantAfterDays).agreements;
  return listTable('dormant', '僵尸协议', rows, { lastLinkedOn: '最近关联日期' }, ({ linkedOn, eventIds }, key) => ({
    lastLinkedOn: textCell(
      `${key}/lastLinkedOn`,
      linkedOn.filter((day) => day <= lastDay).reduce((last, day) => (day > last ? day : last), '') || '—',
      eventIds,
    ),
  }));
}

function unmetObligations(
  { range }: Frame,
  agreements: readonly AgreementFact[],
  { units }: AgreementReportFacts,
): Table {
  const nameOf = new Map(units.map(({ unitId, name }) => [unitId, name]));
  const rows = agreements.flatMap((agreement) =>
    obligationsDue([agreement], range)
      .filter(({ dueOn, confirmedOn }) => confirmedOn === undefined || confirmedOn > dueOn)
      .toSorted((a, b) => byCode(a.obligationId, b.obligationId))
      .map((obligation) => ({ agreementNo: agreement.agreementNo, agreementId: agreement.agreementId, ...obligation })),
  );
  return {
    id: 'unmetObligations',
    title: '本期到期未按期履约的义务',
    columns: columns({ agreementNo: '协议编号', unit: '责任单位', dueOn: '应履约日期', confirmedOn: '确认日期' }),
    rows: rows.map(({ agreementId, obligationId, agreementNo, unitId, text, dueOn, confirmedOn, eventIds }) => {
      const key = `obligation/${agreementId}/${obligationId}`;
      return {
        key: `${agreementId}/${obligationId}`,
        label: text,
        cells: {
          agreementNo: textCell(`${key}/agreementNo`, agreementNo),
          unit: textCell(`${key}/unit`, nameOf.get(unitId) ?? unitId),
          dueOn: textCell(`${key}/dueOn`, dueOn, eventIds),
          confirmedOn: textCell(`${key}/confirmedOn`, confirmedOn ?? '—'),
        },
      };
    }),
    notes: [],
  };
}

function unfiled({ lastDay, terms }: Frame, agreements: readonly AgreementFact[]): Table {
  const rows = agreements.filter(
    (agreement) => inForceOn(agreement, lastDay) && unfiledDistricts(agreement, lastDay, terms).length > 0,
  );
  return listTable('unfiled', '跨区协议待备案', rows, { districts: '待备案的区' }, (agreement, key) => ({
    districts: textCell(
      `${key}/districts`,
      unfiledDistricts(agreement, lastDay, terms)
        .map((code) => districtLabel(code, lastDay))
        .join('、'),
      agreement.eventIds,
    ),
  }));
}

function listTable(
  id: string,
  title: string,
  rows: readonly AgreementFact[],
  titles: Readonly<Record<string, string>>,
  cellsOf: (agreement: AgreementFact, key: string) => Record<string, Cell>,
): Table {
  return {
    id,
    title,
    columns: columns({ agreementNo: '协议编号', ...titles }),
    rows: rows.map((agreement) => {
      const key = `${id}/${agreement.agreementId}`;
      return {
        key: agreement.agreementId,
        label: agreement.title,
        cells: {
          agreementNo: textCell(`${key}/agreementNo`, agreement.agreementNo),
          ...cellsOf(agreement, key),
        },
      };
    }),
    notes: [],
  };
}

const tally = (key: string, agreements: readonly AgreementFact[]): Cell =>
  countCell(key, agreements.length, evidenceOf(agreements));
