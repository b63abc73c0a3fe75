import { agreement } from '@lianjian/agreements/decider';
import type { AgreementEvent } from '@lianjian/agreements/events';
import { type Agreement, activeFrom, districtsConcerned } from '@lianjian/agreements/state';
import type { Metadata } from '@lianjian/event-sourcing/event-store';
import { VersionedRow } from '@lianjian/projections/versioned-row';
import type { View } from '@lianjian/projections/view';
import { Column, Entity, Index } from 'typeorm';

/** One agreement. Its earlier texts are the earlier versions of the row. */
@Entity({ schema: 'views', name: 'agreement' })
@Index('agreement_no', ['agreementNo'])
@Index('agreement_council', ['councilId'])
@Index('agreement_units', ['unitIds'], { type: 'gin' })
@Index('agreement_acting', ['actingUnitId', 'recordedAt'])
export class AgreementRow extends VersionedRow {
  @Column('text', { name: 'agreement_no' }) readonly agreementNo!: string;
  @Column('text') readonly title!: string;
  @Column('text') readonly kind!: string;
  @Column({ type: 'text', name: 'council_id', collation: 'C', nullable: true }) readonly councilId!: string | null;
  /** What the aggregate itself knows: terms, parties, signatures, filings, progress. What it is on a date is asked of it. */
  @Column('jsonb') readonly state!: Agreement;
  @Column('text', { name: 'unit_ids', array: true }) readonly unitIds!: readonly string[];
  @Column('text', { name: 'district_codes', array: true }) readonly districtCodes!: readonly string[];
  @Column('text', { name: 'project_ids', array: true }) readonly projectIds!: readonly string[];
  /** First day in force; null until all parties have signed. */
  @Column('text', { name: 'active_from', nullable: true }) readonly activeFrom!: string | null;
  /** The last day of the term. */
  @Column('text', { name: 'term_to' }) readonly termTo!: string;
  /** The first day on which it is no longer in force because a party ended it. */
  @Column('text', { name: 'terminated_from', nullable: true }) readonly terminatedFrom!: string | null;
  @Column('boolean') readonly voided!: boolean;
  @Column('text', { name: 'drafted_on' }) readonly draftedOn!: string;
  /** The unit by which, or on whose behalf, the row became this version; null where a district, an office or the service did it. */
  @Column({ type: 'text', name: 'acting_unit_id', collation: 'C', nullable: true }) readonly actingUnitId!:
    | string
    | null;
}

export const agreementView: View<AgreementRow, AgreementEvent> = {
  entity: AgreementRow,
  category: agreement.category,
  upcasters: agreement.upcasters,

  project(row, event) {
    const state = agreement.evolve(row?.state, event);
    const agreementNo = event.type === 'AgreementDrafted' ? event.data.agreementNo : row?.agreementNo;
    if (!state || agreementNo === undefined) return undefined;
    const { terms, partyUnits, councilId, terminatedFrom, voided } = state;
    return {
      agreementNo,
      title: terms.title,
      kind: terms.kind,
      councilId: councilId ?? null,
      state,
      unitIds: partyUnits.map(({ unitId }) => unitId),
      districtCodes: districtsConcerned(state),
      projectIds: terms.projectIds,
      activeFrom: activeFrom(state) ?? null,
      termTo: terms.termTo,
      terminatedFrom: terminatedFrom ?? null,
      voided,
      draftedOn: row?.draftedOn ?? event.metadata.occurredOn,
      actingUnitId: actingUnitOf(event.metadata),
    };
  },
};

const actingUnitOf = ({ actor, onBehalfOf }: Metadata): string | null =>
  onBehalfOf ?? (actor.role === 'UNIT' ? actor.scope : null);
