import { agreementKinds, agreementStatuses, measureUnits } from '@lianjian/agreements/codes';
import { agreement } from '@lianjian/agreements/decider';
import { districtsToFile, openObligations, statusOn } from '@lianjian/agreements/state';
import { agreementTerms } from '@lianjian/agreements/terms';
import { Operation } from '@lianjian/http/operation';
import { decodeCursor, pageFrom, pageOf, pageQuery } from '@lianjian/http/paging';
import { parse } from '@lianjian/http/parse';
import { notFound } from '@lianjian/http/problem';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { codeOf } from '@lianjian/kernel/code-list';
import { businessDate, districtCode, id } from '@lianjian/kernel/fields';
import { asOf as knownAsOf, whereAsOf } from '@lianjian/projections/as-of';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { assertOpened, history, historyOf } from '../history.js';
import { Reading, readQuery, where } from '../reading.js';
import { visible } from '../visibility.js';
import { AgreementRow } from './agreement.view.js';
import { ObligationRow } from './obligation.view.js';

const agreementSummary = z
  .object({
    id: z.string(),
    agreementNo: z.string(),
    title: z.string(),
    kind: codeOf(agreementKinds),
    status: codeOf(agreementStatuses).meta({ description: '今日（或 on 所指日期）的状态' }),
    councilId: z.string().nullable(),
    termFrom: z.string(),
    termTo: z.string(),
    parties: z.array(z.object({ unitId: z.string(), districtCode: z.string() })),
    partiesSigned: z.int(),
  })
  .meta({ id: 'AgreementSummary' });

const agreementDetail = agreementSummary
  .extend({
    version: z.int(),
    terms: agreementTerms,
    contentHash: z.string().nullable().meta({ description: '定稿文本的内容摘要；未定稿为空' }),
    signatures: z.array(z.object({ unitId: z.string(), on: z.string() })),
    declinedBy: z.string().nullable(),
    signedOn: z.string().nullable(),
    activeFrom: z.string().nullable(),
    terminatedFrom: z.string().nullable(),
    filedIn: z.array(z.string()),
    toFileIn: z.array(z.string()).meta({ description: '尚未备案的区' }),
    openObligationIds: z.array(z.string()),
    earlierTexts: z
      .array(z.object({ version: z.int(), recordedAt: z.string(), terms: agreementTerms }))
      .meta({ description: '以前的文本，最近的在前' }),
  })
  .meta({ id: 'Agreement' });

const obligationItem = z
  .object({
    agreementId: z.string(),
    agreementNo: z.string(),
    obligationId: z.string(),
    unitId: z.string().meta({ description: '义务方' }),
    counterPartyIds: z.array(z.string()),
    text: z.string(),
    measureUnit: codeOf(measureUnits),
    targetQty: z.int(),
    dueOn: z.string(),
    reportedQty: z.int(),
    confirmedQty: z.int(),
    confirmedOn: z.string().nullable(),
    state: z.enum(['OPEN', 'TO_CONFIRM', 'CONFIRMED']),
    overdue: z.boolean(),
  })
  .meta({ id: 'Obligation' });

const listQuery = z.strictObject({
  ...readQuery.shape,
  ...pageQuery.shape,
  on: businessDate.optional().meta({ description: '按该业务日期判断状态；不填为今日' }),
  status: codeOf(agreementStatuses).optional(),
  kind: codeOf(agreementKinds).optional(),
  councilId: id.optional(),
  unitId: id.optional(),
  districtCode: districtCode.optional(),
  projectId: id.optional(),
  text: z.string().trim().min(1).max(60).optional(),
});

const obligationQuery = z.strictObject({
  ...readQuery.shape,
  ...pageQuery.shape,
  agreementId: id.optional(),
  unitId: id.optional().meta({ description: '义务方' }),
  counterPartyId: id.optional().meta({ description: '确认方' }),
  open: z.stringbool().optional().meta({ description: '只看未确认完成的' }),
  dueBefore: businessDate.optional(),
});

/** The status on a date (`:on`), as SQL: the same questions that `statusOn` asks, for filtering. */
export const STATUS = `CASE
  WHEN agreement.voided THEN 'VOIDED'
  WHEN agreement.state->>'contentHash' IS NULL THEN 'DRAFT'
  WHEN jsonb_array_length(agreement.state->'signatures') = 0 THEN 'READY_TO_SIGN'
  WHEN agreement.state->>'signedOn' IS NULL OR :on < agreement.state->>'signedOn' THEN 'PARTIALLY_SIGNED'
  WHEN :on >= agreement.terminated_from THEN 'TERMINATED'
  WHEN :on > agreement.term_to THEN 'EXPIRED'
  WHEN :on >= agreement.active_from THEN 'ACTIVE'
  ELSE 'SIGNED' END`;

@Controller()
export class AgreementQueries {
  constructor(private readonly reading: Reading) {}

  @Get('agreements')
  @Operation('listAgreements', { summary: '查询共建协议', response: pageOf(agreementSummary) })
  async list(@Query(parse(listQuery)) filter: z.output<typeof listQuery>, @Context() context: RequestContext) {
    const { asOf, minPosition, limit, cursor, on = context.occurredOn } = filter;
    await this.reading.upTo(minPosition);
    const query = this.rows(asOf, context);
    const { status, kind, councilId, unitId, districtCode: district, projectId, text } = filter;
    if (status) query.andWhere(`${STATUS} = :status`, { on, status });
    if (kind) query.andWhere('agreement.kind = :kind', { kind });
    if (councilId) query.andWhere('agreement.council_id = :councilId', { councilId });
    if (unitId) query.andWhere('agreement.unit_ids @> ARRAY[:unitId]', { unitId });
    if (district) query.andWhere('agreement.district_codes @> ARRAY[:district]', { district });
    if (projectId) query.andWhere('agreement.project_ids @> ARRAY[:projectId]', { projectId });
    if (text) {
      query.andWhere('(strpos(agreement.title, :text) > 0 OR strpos(agreement.agreement_no, :text) > 0)', { text });
    }
    const after = decodeCursor(cursor, 1);
    if (after) query.andWhere('agreement.agreement_no > :after', { after: after[0] });
    const rows = await query
      .orderBy('agreement.agreement_no')
      .limit(limit + 1)
      .getMany();
    const page = pageFrom(rows, limit, (row) => [row.agreementNo]);
    return { ...page, items: page.items.map((row) => summaryOf(row, on)) };
  }

  @Get('agreements/:id')
  @Operation('getAgreement', { summary: '查看共建协议', response: agreementDetail })
  async get(
    @Param('id', parse(id)) agreementId: string,
    @Query(parse(readQuery)) { asOf, minPosition }: z.output<typeof readQuery>,
    @Context() context: RequestContext,
  ) {
    await this.reading.upTo(minPosition);
    const row = await this.rows(asOf, context).andWhere('agreement.key = :agreementId', { agreementId }).getOne();
    if (!row) throw notFound();
    const { state } = row;
    return {
      ...summaryOf(row, context.occurredOn),
      version: asOf ? row.version : await this.reading.versionOf('agreement', agreementId),
      terms: state.terms,
      contentHash: state.contentHash ?? null,
      signatures: state.signatures,
      declinedBy: state.declinedBy ?? null,
      signedOn: state.signedOn ?? null,
      activeFrom: row.activeFrom,
      terminatedFrom: row.terminatedFrom,
      filedIn: state.filedIn,
      toFileIn: state.signedOn === undefined ? [] : districtsToFile(state),
      openObligationIds: openObligations(state).map(({ obligationId }) => obligationId),
      earlierTexts: await this.earlierTexts(row),
    };
  }

  @Get('agreements/:id/history')
  @Operation('getAgreementHistory', { summary: '协议的全部事件', response: history })
  async history(
    @Param('id', parse(id)) agreementId: string,
    @Query(parse(readQuery)) { asOf, minPosition }: z.output<typeof readQuery>,
    @Context() context: RequestContext,
  ) {
    await this.reading.upTo(minPosition);
    await assertOpened(this.reading, AgreementRow, 'agreement', agreementId, context);
    return historyOf(this.reading, agreement, agreementId, asOf);
  }

  @Get('obligations')
  @Operation('listObligations', { summary: '查询协议义务', response: pageOf(obligationItem) })
  async obligations(
    @Query(parse(obligationQuery)) filter: z.output<typeof obligationQuery>,
    @Context() context: RequestContext,
  ) {
    const { asOf, minPosition, limit, cursor, agreementId, unitId, counterPartyId, open, dueBefore } = filter;
    await this.reading.upTo(minPosition);
    const query = whereAsOf(
      this.reading.db.getRepository(ObligationRow).createQueryBuilder('obligation'),
      asOf,
    ).innerJoinAndMapOne(
      'obligation.agreement',
      AgreementRow,
      'agreement',
      // A duty that a new text of the agreement dropped is none any more.
      `agreement.key = obligation.agreement_id AND ${knownAsOf('agreement', asOf)} AND
         agreement.state->'terms'->'obligations' @> jsonb_build_array(jsonb_build_object('obligationId', obligation.obligation_id))`,
    );
    where(query, visible(context.actor, 'agreement', asOf));
    if (agreementId) query.andWhere('obligation.agreement_id = :agreementId', { agreementId });
    if (unitId) query.andWhere('obligation.unit_id = :unitId', { unitId });
    if (counterPartyId) query.andWhere('obligation.counter_party_ids @> ARRAY[:counterPartyId]', { counterPartyId });
    if (open) query.andWhere('obligation.confirmed_on IS NULL');
    if (dueBefore) query.andWhere('obligation.due_on < :dueBefore', { dueBefore });
    const after = decodeCursor(cursor, 2);
    if (after)
      query.andWhere('(obligation.due_on, obligation.key) > (:due0, :key0)', { due0: after[0], key0: after[1] });
    const rows = (await query
      .orderBy('obligation.due_on')
      .addOrderBy('obligation.key')
      .limit(limit + 1)
      .getMany()) as (ObligationRow & { agreement: AgreementRow })[];
    const page = pageFrom(rows, limit, ({ dueOn, key }) => [dueOn, key]);
    return { ...page, items: page.items.map((row) => obligationOf(row, context.occurredOn)) };
  }

  private rows(asOf: string | undefined, { actor }: RequestContext) {
    const query = this.reading.db.getRepository(AgreementRow).createQueryBuilder('agreement');
    return where(whereAsOf(query, asOf), visible(actor, 'agreement', asOf));
  }

  /** The texts before the row's own, as earlier versions of the row have kept them. */
  private async earlierTexts({ key, version, state }: AgreementRow) {
    const rows = await this.reading.db
      .getRepository(AgreementRow)
      .createQueryBuilder('agreement')
      .where('agreement.key = :key AND agreement.version < :version', { key, version })
      .orderBy('agreement.version', 'DESC')
      .getMany();
    const texts: { version: number; recordedAt: string; terms: AgreementRow['state']['terms'] }[] = [];
    let newer = JSON.stringify(state.terms);
    for (const row of rows) {
      const text = JSON.stringify(row.state.terms);
      // Many versions share one text; the earliest of them says since when it was there.
      if (text === newer && texts.length > 0) texts[texts.length - 1] = { ...row, terms: row.state.terms };
      if (text !== newer) texts.push({ version: row.version, recordedAt: row.recordedAt, terms: row.state.terms });
      newer = text;
    }
    return texts.map(({ version: since, recordedAt, terms }) => ({ version: since, recordedAt, terms }));
  }
}

const summaryOf = ({ key, agreementNo, title, kind, councilId, state }: AgreementRow, on: string) => ({
  ...{ id: key, agreementNo, title, kind, councilId, status: statusOn(state, on) },
  ...{ termFrom: state.terms.termFrom, termTo: state.terms.termTo },
  parties: state.partyUnits.map(({ unitId, districtCode: code }) => ({ unitId, districtCode: code })),
  partiesSigned: state.signatures.length,
});

const obligationOf = (row: ObligationRow & { agreement: AgreementRow }, today: string) => ({
  ...{ agreementId: row.agreementId, agreementNo: row.agreement.agreementNo, obligationId: row.obligationId },
  ...{ unitId: row.unitId, counterPartyIds: row.counterPartyIds, text: row.text, measureUnit: row.measureUnit },
  ...{ targetQty: row.targetQty, dueOn: row.dueOn, reportedQty: row.reportedQty, confirmedQty: row.confirmedQty },
  confirmedOn: row.confirmedOn,
  state: row.confirmedOn ? 'CONFIRMED' : row.reportedQty > row.confirmedQty ? 'TO_CONFIRM' : 'OPEN',
  overdue: row.confirmedOn === null && row.dueOn < today,
});
