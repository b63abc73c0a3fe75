import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Someone who can sign in. What an account may do is a mandate, which is recorded in events and not here. */
@Entity({ schema: 'identity', name: 'account' })
export class Account {
  @PrimaryColumn('uuid') id!: string;
  /** Lower case. */
  @Column('text') username!: string;
  @Column('text', { name: 'display_name', nullable: true }) displayName!: string | null;
  @Column('text', { name: 'password_hash' }) passwordHash!: string;
  /** The hashes before it, newest first. */
  @Column('text', { name: 'former_hashes', array: true }) formerHashes!: string[];
  @Column('boolean', { name: 'must_change_password' }) mustChangePassword!: boolean;
  @Column('timestamptz', { name: 'password_changed_at' }) passwordChangedAt!: Date;
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt!: Date | null;
  @Column('integer', { name: 'failed_attempts' }) failedAttempts!: number;
  @Column('timestamptz', { name: 'locked_until', nullable: true }) lockedUntil!: Date | null;
  /** The last sign-in, or when an administrator woke the account up. */
  @Column('timestamptz', { name: 'active_at' }) activeAt!: Date;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
