import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1790000000000 implements MigrationInterface {
  readonly name = 'Identity1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA IF NOT EXISTS identity;

      CREATE TABLE identity.account (
        id                   uuid PRIMARY KEY,
        username             text NOT NULL UNIQUE CHECK (username = lower(username)),
        display_name         text,
        password_hash        text NOT NULL,
        former_hashes        text[] NOT NULL DEFAULT '{}',
        must_change_password boolean NOT NULL,
        password_changed_at  timestamptz NOT NULL,
        disabled_at          timestamptz,
        failed_attempts      integer NOT NULL DEFAULT 0,
        locked_until         timestamptz,
        active_at            timestamptz NOT NULL,
        created_at           timestamptz NOT NULL
      );

      CREATE TABLE identity.session (
        id         uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES identity.account,
        mandate_id text NOT NULL,
        origin     text NOT NULL,
        started_at timestamptz NOT NULL,
        ends_at    timestamptz NOT NULL,
        ended_at   timestamptz
      );
      CREATE INDEX session_account ON identity.session (account_id, origin);

      CREATE TABLE identity.refresh_token (
        token_hash text PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES identity.session,
        expires_at timestamptz NOT NULL,
        used_at    timestamptz
      );

      CREATE TABLE identity.account_log (
        id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        account_id     uuid NOT NULL REFERENCES identity.account,
        action         text NOT NULL,
        at             timestamptz NOT NULL,
        by_account_id  text NOT NULL,
        correlation_id text NOT NULL
      );
      CREATE INDEX account_log_account ON identity.account_log (account_id, id);

      CREATE TABLE identity.setup_token (
        token_hash text PRIMARY KEY,
        expires_at timestamptz NOT NULL,
        used_at    timestamptz
      );

      CREATE TABLE identity.contact (
        ref          uuid PRIMARY KEY,
        unit_id      uuid NOT NULL,
        display_name text NOT NULL,
        work_phone   text NOT NULL,
        updated_at   timestamptz NOT NULL
      );
      CREATE INDEX contact_unit ON identity.contact (unit_id);

      CREATE TABLE identity.contact_read_log (
        id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        contact_ref    uuid NOT NULL,
        unit_id        uuid NOT NULL,
        account_id     text NOT NULL,
        mandate_id     text NOT NULL,
        at             timestamptz NOT NULL,
        correlation_id text NOT NULL
      );
      CREATE INDEX contact_read_log_unit ON identity.contact_read_log (unit_id, at);

      -- Logs are written once: not even the service itself can change or remove a line.
      CREATE FUNCTION identity.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
      CREATE TRIGGER account_log_is_append_only BEFORE UPDATE OR DELETE ON identity.account_log
        FOR EACH ROW EXECUTE FUNCTION identity.refuse_change();
      CREATE TRIGGER contact_read_log_is_append_only BEFORE UPDATE OR DELETE ON identity.contact_read_log
        FOR EACH ROW EXECUTE FUNCTION identity.refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA identity CASCADE');
  }
}
