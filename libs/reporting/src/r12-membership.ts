import { quantityText } from '@lianjian/kernel/formatting';
import { addDays, type BusinessDate } from '@lianjian/kernel/time';
import { twoNew, unitKinds } from '@lianjian/units/kinds';
import { districtLabel, labelOf } from './dimensions.js';
import type { DeclaredStatisticFact, MembershipReportFacts } from './facts.js';
import { type Frame, frameOf, headerOf, type ReportRequest } from './frame.js';
import { byCode } from './grouping.js';
import { evidenceOf } from './measure.js';
import { activeOn, districtOn, type Member } from './members.js';
import { type Cell, columns, countCell, type Report, type Row, sealed, type Table, textCell } from './report.js';

/** R-12 基本情况: the roll of active members, what moved it, and what was declared beside it. */
export function buildMembershipReport(facts: MembershipReportFacts, request: ReportRequest): Report {
  const frame = frameOf(request, facts);
  return sealed(headerOf('R-12', frame), [
    roll(frame),
    balance(frame),
    moves(frame),
    declared(facts.declaredStatistics),
  ]);
}

function roll({ council, terms, members, lastDay }: Frame): Table {
  const active = activeOn(members, lastDay);
  const kinds = Object.keys(unitKinds).filter((kind) => active.some(({ unit }) => unit.unitKind === kind));
  const row = (key: string, label: string, here: readonly Member[]): Row => {
    const cell = (column: string, some: readonly Member[]): Cell =>
      countCell(`members/${key}/${column}`, some.length, evidenceOf(some));
    return {
      key,
      label,
      cells: {
        total: cell('total', here),
        twoNew: cell(
          'twoNew',
          here.filter(({ unit }) => twoNew(unit.unitKind)),
        ),
        ...Object.fromEntries(
          kinds.map((kind) => [
            kind,
            cell(
              kind,
              here.filter(({ unit }) => unit.unitKind === kind),
            ),
          ]),
        ),
      },
    };
  };
  const codes = new Set([
    ...council.hostDistricts.map(terms.division),
    ...active.map(({ unit }) => districtOn(unit, lastDay)),
  ]);
  return {
    id: 'members',
    title: '期末成员单位',
    columns: columns({
      total: '合计',
      twoNew: '其中两新组织',
      ...Object.fromEntries(kinds.map((kind) => [kind, labelOf(unitKinds, kind)])),
    }),
    rows: [
      ...[...codes].sort(byCode).map((code) =>
        row(
          code,
          districtLabel(code, lastDay),
          active.filter(({ unit }) => districtOn(unit, lastDay) === code),
        ),
      ),
      row('total', '合计', active),
    ],
    notes: [],
  };
}

/** What the numbers of a district's members moved by. */
const MOVES = {
  admitted: '吸纳',
  withdrawn: '退出',
  resumed: '恢复',
  suspended: '暂停',
  transferredIn: '转入',
  transferredOut: '转出',
} as const;
type MoveKind = keyof typeof MOVES;

type Move = Readonly<{
  kind: MoveKind;
  member: Member;
  district: string;
  on?: BusinessDate;
  eventIds: readonly string[];
}>;

/**
 * The moves of a unit, such that opening + admitted + resumed + transferred in − withdrawn − suspended − transferred out
 * = closing in every district: a transfer is told first, everything else to the district of the last day.
 */
function movesOf(member: Member, { range, lastDay }: Frame): Move[] {
  const { unit } = member;
  const opening = addDays(range.from, -1);
  const wasActive = activeOn([member], opening).length;
  const isActive = activeOn([member], lastDay).length;
  const [origin, district] = [districtOn(unit, opening), districtOn(unit, lastDay)];
  const here = { member, district };

  const within = (date: BusinessDate | undefined): date is BusinessDate =>
    date !== undefined && range.from <= date && date < range.until;
  const admitted = unit.memberships
    .filter(({ from }) => within(from))
    .map(({ from, eventIds }): Move => ({ kind: 'admitted', ...here, on: from, eventIds }));
  const withdrawn = unit.memberships.flatMap(({ until, eventIds }): Move[] => {
    const ended = unit.end !== undefined && (until === undefined || unit.end.on < until);
    const on = ended ? unit.end?.on : until;
    return within(on)
      ? [{ kind: 'withdrawn', ...here, on, eventIds: ended ? (unit.end?.eventIds ?? []) : eventIds }]
      : [];
  });
  const rest = isActive - wasActive - admitted.length + withdrawn.length;
  const paused = Array.from({ length: Math.abs(rest) }, (): Move => {
    return { kind: rest > 0 ? 'resumed' : 'suspended', ...here, eventIds: member.eventIds };
  });
  const since = unit.districts.findLast(({ from }) => from <= lastDay);
  const transfer = { member, on: since?.from, eventIds: since?.eventIds ?? [] };
  const transferred: Move[] =
    wasActive === 1 && origin !== district
      ? [
          { kind: 'transferredOut', ...transfer, district: origin },
          { kind: 'transferredIn', ...transfer, district },
        ]
      : [];
  return [...transferred, ...admitted, ...withdrawn, ...paused];
}

function balance(frame: Frame): Table {
  const { council, terms, members, range, lastDay } = frame;
  const opening = addDays(range.from, -1);
  const moves = members.flatMap((member) => movesOf(member, frame));
  const row = (key: string, label: string, isHere: (district: string) => boolean): Row => {
    const on = (date: BusinessDate) => activeOn(members, date).filter(({ unit }) => isHere(districtOn(unit, date)));
    const moved = (kind: MoveKind) => moves.filter((move) => move.kind === kind && isHere(move.district));
    return {
      key,
      label,
      cells: {
        opening: countCell(`balance/${key}/opening`, on(opening).length, evidenceOf(on(opening))),
        ...Object.fromEntries(
          Object.keys(MOVES).map((kind) => {
            const some = moved(kind as MoveKind);
            return [kind, countCell(`balance/${key}/${kind}`, some.length, evidenceOf(some))];
          }),
        ),
        closing: countCell(`balance/${key}/closing`, on(lastDay).length, evidenceOf(on(lastDay))),
      },
    };
  };
  const codes = new Set([
    ...council.hostDistricts.map(terms.division),
    ...members.flatMap(({ unit }) => [districtOn(unit, opening), districtOn(unit, lastDay)]),
  ]);
  return {
    id: 'balance',
    title: '成员单位变动',
    columns: columns({ opening: '期初', ...MOVES, closing: '期末' }),
    rows: [
      ...[...codes]
        .sort(byCode)
        .map((code) => row(code, districtLabel(code, lastDay), (district) => district === code)),
      row('total', '合计', () => true),
    ],
    notes: ['期初＋吸纳＋恢复＋转入－退出－暂停－转出＝期末。'],
  };
}

function moves(frame: Frame): Table {
  const rows = frame.members.flatMap((member) =>
    movesOf(member, frame).map(({ kind, district, on, eventIds }, i): Row => {
      const key = `move/${member.unit.unitId}/${i}`;
      return {
        key: `${member.unit.unitId}/${i}`,
        label: member.unit.name,
        cells: {
          unitNo: textCell(`${key}/unitNo`, member.unit.unitNo),
          move: textCell(`${key}/move`, MOVES[kind], eventIds),
          district: textCell(`${key}/district`, districtLabel(district, frame.lastDay)),
          on: textCell(`${key}/on`, on ?? '—', eventIds),
        },
      };
    }),
  );
  return {
    id: 'moves',
    title: '变动明细',
    columns: columns({ unitNo: '单位编号', move: '变动', district: '所属区', on: '日期' }),
    rows,
    notes: [],
  };
}

function declared(statistics: readonly DeclaredStatisticFact[]): Table {
  return {
    id: 'declared',
    title: '申报数据（按原文表述，不参与计算）',
    columns: columns({ quantity: '数值', asOf: '时点', scope: '口径', source: '来源' }),
    rows: statistics.map(({ name, quantity, asOf, scope, source, eventIds }, i) => ({
      key: String(i),
      label: name,
      cells: {
        quantity: textCell(`declared/${i}/quantity`, quantityText(quantity), eventIds),
        asOf: textCell(`declared/${i}/asOf`, asOf),
        scope: textCell(`declared/${i}/scope`, scope),
        source: textCell(`declared/${i}/source`, source),
      },
    })),
    notes: [],
  };
}
