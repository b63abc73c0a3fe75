import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One sign-in: the family of the refresh tokens that follow each other in it. */
@Entity({ schema: 'identity', name: 'session' })
export class Session {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  /** The mandate in use. */
  @Column('text', { name: 'mandate_id' }) mandateId!: string;
  /** A hash of account and address: recognizes a place, does not reveal it. */
  @Column('text') origin!: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  /** However busy it is. */
  @Column('timestamptz', { name: 'ends_at' }) endsAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}

@Entity({ schema: 'identity', name: 'refresh_token' })
export class RefreshToken {
  /** SHA-256 of the token, which only the client has. */
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash!: string;
  @Column('uuid', { name: 'session_id' }) sessionId!: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt!: Date | null;
}
