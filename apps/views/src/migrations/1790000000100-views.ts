import { createBookkeeping, dropBookkeeping } from '@lianjian/projections/bookkeeping';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What every table of a view begins with: one version of a row, true from `recorded_at` until `superseded_at`. Columns
 * that name another row have the collation of its key, or no index on them could serve a join.
 */
const VERSIONED = `
        key           text COLLATE "C" NOT NULL,
        version       integer NOT NULL,
        recorded_at   timestamptz NOT NULL,
        superseded_at timestamptz,
        event_ids     uuid[] NOT NULL,
        PRIMARY KEY (key, version)`;

export class Views1790000000100 implements MigrationInterface {
  readonly name = 'Views1790000000100';

  async up(runner: QueryRunner): Promise<void> {
    await createBookkeeping(runner);
    await runner.query(`
      CREATE TABLE views.unit (${VERSIONED},
        unit_no         text NOT NULL,
        name            text NOT NULL,
        unit_kind       text NOT NULL,
        profile         jsonb NOT NULL,
        district_code   text NOT NULL,
        districts       jsonb NOT NULL,
        status          text NOT NULL,
        statuses        jsonb NOT NULL,
        recommendations jsonb NOT NULL,
        council_ids     text[] NOT NULL,
        district_codes  text[] NOT NULL,
        transfer        jsonb,
        merged_into     text COLLATE "C",
        has_contact     boolean NOT NULL
      );
      CREATE INDEX unit_district_no ON views.unit (district_code, unit_no);

      CREATE TABLE views.council (${VERSIONED},
        council_code     text NOT NULL,
        name             text NOT NULL,
        kind             text NOT NULL,
        status           text NOT NULL,
        statuses         jsonb NOT NULL,
        host_districts   text[] NOT NULL,
        proposal         jsonb NOT NULL,
        established_on   text,
        established_year integer,
        charter_version  text,
        duty_terms       jsonb NOT NULL,
        handovers        jsonb NOT NULL,
        baselines        jsonb NOT NULL
      );

      CREATE TABLE views.member (${VERSIONED},
        council_id text COLLATE "C" NOT NULL,
        unit_id    text COLLATE "C" NOT NULL,
        status     text NOT NULL,
        statuses   jsonb NOT NULL
      );
      CREATE INDEX member_council ON views.member (council_id);
      CREATE INDEX member_unit ON views.member (unit_id);

      CREATE TABLE views.agreement (${VERSIONED},
        agreement_no    text NOT NULL,
        title           text NOT NULL,
        kind            text NOT NULL,
        council_id      text COLLATE "C",
        state           jsonb NOT NULL,
        unit_ids        text[] NOT NULL,
        district_codes  text[] NOT NULL,
        project_ids     text[] NOT NULL,
        active_from     text,
        term_to         text NOT NULL,
        terminated_from text,
        voided          boolean NOT NULL,
        drafted_on      text NOT NULL,
        acting_unit_id  text COLLATE "C"
      );
      CREATE INDEX agreement_no ON views.agreement (agreement_no);
      CREATE INDEX agreement_council ON views.agreement (council_id);
      CREATE INDEX agreement_units ON views.agreement USING gin (unit_ids);
      CREATE INDEX agreement_acting ON views.agreement (acting_unit_id, recorded_at);

      CREATE TABLE views.obligation (${VERSIONED},
        agreement_id      text COLLATE "C" NOT NULL,
        obligation_id     text NOT NULL,
        unit_id           text COLLATE "C" NOT NULL,
        counter_party_ids text[] NOT NULL,
        text              text NOT NULL,
        measure_unit      text NOT NULL,
        target_qty        integer NOT NULL,
        due_on            text NOT NULL,
        reported_qty      integer NOT NULL,
        confirmed_qty     integer NOT NULL,
        last_fulfilled_on text,
        confirmed_on      text
      );
      CREATE INDEX obligation_agreement ON views.obligation (agreement_id);
      CREATE INDEX obligation_unit ON views.obligation (unit_id);
      CREATE INDEX obligation_due ON views.obligation (due_on, key);

      CREATE TABLE views.project (${VERSIONED},
        project_no    text,
        name          text NOT NULL,
        category      text NOT NULL,
        council_id    text COLLATE "C" NOT NULL,
        referencing_council_ids text[] NOT NULL,
        lead_district text NOT NULL,
        districts     text[] NOT NULL,
        lead_unit_id  text COLLATE "C" NOT NULL,
        unit_ids      text[] NOT NULL,
        agreement_ids text[] NOT NULL,
        status        text NOT NULL,
        profile       jsonb NOT NULL,
        state         jsonb NOT NULL,
        steps         jsonb NOT NULL
      );
      CREATE INDEX project_council ON views.project (council_id);
      CREATE INDEX project_referencing ON views.project USING gin (referencing_council_ids);
      CREATE INDEX project_units ON views.project USING gin (unit_ids);

      CREATE TABLE views.activity (${VERSIONED},
        council_id        text COLLATE "C" NOT NULL,
        title             text NOT NULL,
        kind              text NOT NULL,
        form              text,
        place             text NOT NULL,
        start_at          timestamptz NOT NULL,
        end_at            timestamptz NOT NULL,
        start_on          text NOT NULL,
        month             text NOT NULL,
        lead_host_unit_id text COLLATE "C" NOT NULL,
        lead_district     text NOT NULL,
        hosts             jsonb NOT NULL,
        unit_ids          text[] NOT NULL,
        district_codes    text[] NOT NULL,
        status            text NOT NULL,
        countable         boolean NOT NULL,
        held_recorded_at  timestamptz,
        late              boolean NOT NULL,
        summary           text,
        co_tags           text[] NOT NULL,
        project_id        text COLLATE "C",
        agreement_ids     text[] NOT NULL,
        merged_into       text COLLATE "C",
        merged_from       text[] NOT NULL,
        entered_by        text NOT NULL,
        end_reason        text
      );
      CREATE INDEX activity_council_month ON views.activity (council_id, month);
      CREATE INDEX activity_council_recorded ON views.activity (council_id, recorded_at);
      CREATE INDEX activity_council_start ON views.activity (council_id, start_at, key);
      CREATE INDEX activity_start ON views.activity (start_at, key);
      CREATE INDEX activity_project ON views.activity (project_id);
      CREATE INDEX activity_units ON views.activity USING gin (unit_ids);
      CREATE INDEX activity_districts ON views.activity USING gin (district_codes);
      CREATE INDEX activity_agreements ON views.activity USING gin (agreement_ids);

      CREATE TABLE views.participation (${VERSIONED},
        activity_id     text COLLATE "C" NOT NULL,
        participant_key text NOT NULL,
        unit_id         text COLLATE "C",
        guest_name      text,
        district_code   text,
        role            text NOT NULL,
        on_site         integer NOT NULL,
        remote          integer NOT NULL,
        party_members   integer,
        external        boolean NOT NULL,
        flags           text[] NOT NULL,
        dispute         jsonb,
        proposal        jsonb,
        corrections     integer NOT NULL
      );
      CREATE INDEX participation_activity ON views.participation (activity_id);
      CREATE INDEX participation_unit ON views.participation (unit_id);

      CREATE TABLE views.period (${VERSIONED},
        council_id     text COLLATE "C" NOT NULL,
        month          text NOT NULL,
        district_codes text[] NOT NULL,
        closed_at      timestamptz NOT NULL,
        cutoff         timestamptz NOT NULL,
        due_on         text
      );
      CREATE INDEX period_council_month ON views.period (council_id, month);

      CREATE TABLE views.report_version (${VERSIONED},
        period_id        text COLLATE "C" NOT NULL,
        report_code      text NOT NULL,
        version_no       integer NOT NULL,
        as_of            timestamptz NOT NULL,
        measure_version  text NOT NULL,
        content          jsonb NOT NULL,
        content_hash     text NOT NULL,
        prepared_by      text NOT NULL,
        published_at     timestamptz,
        published_by     text,
        cells            jsonb NOT NULL,
        reason           text,
        caused_by_events text[] NOT NULL
      );
      CREATE INDEX report_version_period ON views.report_version (period_id);

      -- One current version of a row, under the names that TypeORM derives from the entities.
      CREATE UNIQUE INDEX "IDX_fda213595d0a4a102387ca83e5" ON views.unit (key) WHERE superseded_at IS NULL;
      CREATE UNIQUE INDEX "IDX_d5e251af9cccbe13c36246abdd" ON views.council (key) WHERE superseded_at IS NULL;
      CREATE UNIQUE INDEX "IDX_b6e72c52a839e9aa321d7a776a" ON views.member (key) WHERE superseded_at IS NULL;
      CREATE UNIQUE INDEX "IDX_2349f3c1683abea152e44e4e84" ON views.agreement (key) WHERE superseded_at IS NULL;
      CREATE UNIQUE INDEX "IDX_67d5cdb6926cb113629cbc0128" ON views.obligation (key) WHERE superseded_at IS NULL;
      CREATE UNIQUE INDEX "IDX_4753bcb7d4fc015f6937988df7" ON views.project (key) WHERE superseded_at IS NULL;
      CREATE UNIQUE INDEX "IDX_98a769cbe35daaa95dd01358df" ON views.activity (key) WHERE superseded_at IS NULL;
      CREATE UNIQUE INDEX "IDX_5a888ccbc4c30aca242dc922df" ON views.participation (key) WHERE superseded_at IS NULL;
      CREATE UNIQUE INDEX "IDX_b0af53702a60c168ea9ab55aa5" ON views.period (key) WHERE superseded_at IS NULL;
      CREATE UNIQUE INDEX "IDX_f877b1d44bd5b3bc618ff0ffef" ON views.report_version (key) WHERE superseded_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE views.unit, views.council, views.member, views.agreement, views.obligation, views.project,
        views.activity, views.participation, views.period, views.report_version`);
    await dropBookkeeping(runner);
  }
}
