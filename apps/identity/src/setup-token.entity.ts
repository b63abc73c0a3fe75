import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one-time link by which the first administrator signs up. */
@Entity({ schema: 'identity', name: 'setup_token' })
export class SetupToken {
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash!: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt!: Date | null;
}
