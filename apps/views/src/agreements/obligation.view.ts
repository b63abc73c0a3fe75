import { agreement } from '@lianjian/agreements/decider';
import type { AgreementEvent } from '@lianjian/agreements/events';
import { VersionedRow } from '@lianjian/projections/versioned-row';
import type { View } from '@lianjian/projections/view';
import { Column, Entity, Index } from 'typeorm';

/**
 * One duty under an agreement; the key is `<agreementId>/<obligationId>`. It is in force only as long as the text of the
 * agreement still names it (join on `state->'terms'->'obligations'`).
 */
@Entity({ schema: 'views', name: 'obligation' })
@Index('obligation_agreement', ['agreementId'])
@Index('obligation_unit', ['unitId'])
@Index('obligation_due', ['dueOn', 'key'])
export class ObligationRow extends VersionedRow {
  @Column({ type: 'text', name: 'agreement_id', collation: 'C' }) readonly agreementId!: string;
  @Column('text', { name: 'obligation_id' }) readonly obligationId!: string;
  @Column({ type: 'text', name: 'unit_id', collation: 'C' }) readonly unitId!: string;
  /** All other parties: any of them may confirm. */
  @Column('text', { name: 'counter_party_ids', array: true }) readonly counterPartyIds!: readonly string[];
  @Column('text') readonly text!: string;
  @Column('text', { name: 'measure_unit' }) readonly measureUnit!: string;
  @Column('int', { name: 'target_qty' }) readonly targetQty!: number;
  @Column('text', { name: 'due_on' }) readonly dueOn!: string;
  @Column('int', { name: 'reported_qty' }) readonly reportedQty!: number;
  @Column('int', { name: 'confirmed_qty' }) readonly confirmedQty!: number;
  @Column('text', { name: 'last_fulfilled_on', nullable: true }) readonly lastFulfilledOn!: string | null;
  /** The day on which what was confirmed reached the target. */
  @Column('text', { name: 'confirmed_on', nullable: true }) readonly confirmedOn!: string | null;
}

export const obligationView: View<ObligationRow, AgreementEvent> = {
  entity: ObligationRow,
  category: agreement.category,
  upcasters: agreement.upcasters,

  keys(event) {
    const { streamId } = event;
    switch (event.type) {
      case 'AgreementDrafted':
      case 'AgreementTermsRevised':
        return event.data.terms.obligations.map(({ obligationId }) => `${streamId}/${obligationId}`);
      case 'ObligationFulfilled':
      case 'ObligationConfirmed':
        return [`${streamId}/${event.data.obligationId}`];
      default:
        return [];
    }
  },

  project(row, event, key) {
    switch (event.type) {
      case 'AgreementDrafted':
      case 'AgreementTermsRevised': {
        const { obligations, parties } = event.data.terms;
        const duty = obligations.find(({ obligationId }) => key === `${event.streamId}/${obligationId}`);
        return (
          duty && {
            agreementId: event.streamId,
            obligationId: duty.obligationId,
            unitId: duty.unitId,
            counterPartyIds: parties.flatMap(({ unitId }) => (unitId === duty.unitId ? [] : [unitId])),
            text: duty.text,
            measureUnit: duty.measureUnit,
            targetQty: duty.targetQty,
            dueOn: duty.dueOn,
            reportedQty: 0,
            confirmedQty: 0,
            lastFulfilledOn: null,
            confirmedOn: null,
          }
        );
      }
      case 'ObligationFulfilled':
        return (
          row && {
            ...row,
            reportedQty: row.reportedQty + event.data.quantity,
            lastFulfilledOn: event.data.fulfilledOn,
          }
        );
      case 'ObligationConfirmed': {
        const { confirmedQty, met, on } = event.data;
        return row && { ...row, confirmedQty, confirmedOn: row.confirmedOn ?? (met ? on : null) };
      }
      default:
        return undefined;
    }
  },
};
