import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** The liaison of a unit. Events carry `ref` only, so that a person can be forgotten. */
@Entity({ schema: 'identity', name: 'contact' })
export class ContactRow {
  @PrimaryColumn('uuid') ref!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text', { name: 'display_name' }) displayName!: string;
  @Column('text', { name: 'work_phone' }) workPhone!: string;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
}

/** Who looked at whose contact, and when. Never changed. */
@Entity({ schema: 'identity', name: 'contact_read_log' })
export class ContactRead {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('uuid', { name: 'contact_ref' }) contactRef!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text', { name: 'account_id' }) accountId!: string;
  @Column('text', { name: 'mandate_id' }) mandateId!: string;
  @Column('timestamptz') at!: Date;
  @Column('text', { name: 'correlation_id' }) correlationId!: string;
}
