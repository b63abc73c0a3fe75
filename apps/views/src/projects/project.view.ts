import { VersionedRow } from '@lianjian/projections/versioned-row';
import type { View } from '@lianjian/projections/view';
import type { ProjectStatus } from '@lianjian/projects/codes';
import type { ProjectProfile } from '@lianjian/projects/commands';
import { project } from '@lianjian/projects/decider';
import type { ProjectEvent } from '@lianjian/projects/events';
import { type Project, statusOf } from '@lianjian/projects/state';
import { Column, Entity, Index } from 'typeorm';

/** Something that happened in the project on a business date; links an agreement to what carries it out (M15). */
export type ProjectStep = Readonly<{ type: ProjectEvent['type']; on: string; eventId: string }>;

@Entity({ schema: 'views', name: 'project' })
@Index('project_council', ['councilId'])
@Index('project_referencing', ['referencingCouncilIds'], { type: 'gin' })
@Index('project_units', ['unitIds'], { type: 'gin' })
export class ProjectRow extends VersionedRow {
  @Column('text', { name: 'project_no', nullable: true }) readonly projectNo!: string | null;
  @Column('text') readonly name!: string;
  @Column('text') readonly category!: string;
  @Column({ type: 'text', name: 'council_id', collation: 'C' }) readonly councilId!: string;
  /** Councils that may show it, and its activities, as references only. */
  @Column('text', { name: 'referencing_council_ids', array: true }) readonly referencingCouncilIds!: readonly string[];
  @Column('text', { name: 'lead_district' }) readonly leadDistrict!: string;
  @Column('text', { array: true }) readonly districts!: readonly string[];
  @Column({ type: 'text', name: 'lead_unit_id', collation: 'C' }) readonly leadUnitId!: string;
  /** Lead unit, partners, and those whose claim was accepted. */
  @Column('text', { name: 'unit_ids', array: true }) readonly unitIds!: readonly string[];
  @Column('text', { name: 'agreement_ids', array: true }) readonly agreementIds!: readonly string[];
  @Column('text') readonly status!: ProjectStatus;
  @Column('jsonb') readonly profile!: ProjectProfile;
  /** What the aggregate itself knows: plan, milestones, consents, claims, history of its status. */
  @Column('jsonb') readonly state!: Project;
  @Column('jsonb') readonly steps!: readonly ProjectStep[];
}

export const projectView: View<ProjectRow, ProjectEvent> = {
  entity: ProjectRow,
  category: project.category,
  upcasters: project.upcasters,

  project(row, event) {
    const state = project.evolve(row?.state, event);
    const profile = event.type === 'ProjectProposed' ? profileOf(event.data) : row?.profile;
    if (!state || !profile) return undefined;
    const accepted = state.claims.flatMap(({ unitId, status }) => (status === 'ACCEPTED' ? [unitId] : []));
    const on = 'on' in event.data ? event.data.on : event.data.reachedOn;
    return {
      projectNo: state.projectNo ?? null,
      name: profile.name,
      category: profile.category,
      councilId: state.councilId,
      referencingCouncilIds: state.referencingCouncilIds,
      leadDistrict: state.leadDistrict,
      districts: state.districts,
      leadUnitId: state.leadUnitId,
      unitIds: [...new Set([state.leadUnitId, ...state.partnerUnitIds, ...accepted])],
      agreementIds: state.agreementIds,
      status: statusOf(state),
      profile,
      state,
      steps: [...(row?.steps ?? []), { type: event.type, on, eventId: event.id }],
    };
  },
};

function profileOf({ on: _, ...profile }: Extract<ProjectEvent, { type: 'ProjectProposed' }>['data']): ProjectProfile {
  return profile;
}
