import { activity } from '@lianjian/activities/decider';
import type { ActivityEvent } from '@lianjian/activities/events';
import { agreement } from '@lianjian/agreements/decider';
import type { AgreementEvent } from '@lianjian/agreements/events';
import { VersionedRow } from '@lianjian/projections/versioned-row';
import type { Own, View } from '@lianjian/projections/view';
import { project } from '@lianjian/projects/decider';
import type { ProjectEvent } from '@lianjian/projects/events';
import { unit } from '@lianjian/units/decider';
import type { UnitEvent } from '@lianjian/units/events';
import { Column, Entity } from 'typeorm';
import { wordsOf } from './words.js';

export const searchKinds = ['unit', 'agreement', 'project', 'activity'] as const;

/**
 * What one unit, agreement, project or activity is found by; the key is `<id>/<kind>`. Who may find it, its own row says.
 */
@Entity({ schema: 'views', name: 'search' })
export class SearchRow extends VersionedRow {
  @Column('text') readonly kind!: (typeof searchKinds)[number];
  @Column({ type: 'text', collation: 'C', nullable: true }) readonly code!: string | null;
  @Column('text') readonly title!: string;
  /** A date that tells it from others of its name: the start of an activity, of a term, of a plan. */
  @Column({ type: 'text', name: 'dated_on', collation: 'C', nullable: true }) readonly datedOn!: string | null;
  /** The unified social credit codes of a unit's hosts. */
  @Column('text', { array: true }) readonly usccs!: readonly string[];
  /** All that it is found by, as `wordsOf` writes it. */
  @Column('text') readonly words!: string;
}

/** The events that say how something is called; most say something else, and then its row need not be read. */
const NAMING: readonly string[] = [
  ...['UnitRegistered', 'UnitProfileCorrected', 'AgreementDrafted', 'AgreementTermsRevised'],
  ...['ProjectProposed', 'ProjectRegistered', 'ActivityPlanned', 'ActivityHeld'],
];

type Found = Omit<Own<SearchRow>, 'words'>;

/** Raise the revision with every upgrade of pinyin-pro: it may read a name in another way. */
export const searchView: View<SearchRow, UnitEvent | AgreementEvent | ProjectEvent | ActivityEvent> = {
  entity: SearchRow,
  category: [unit.category, agreement.category, project.category, activity.category],
  upcasters: { ...unit.upcasters, ...agreement.upcasters, ...project.upcasters, ...activity.upcasters },

  keys: ({ type, stream, streamId }) =>
    NAMING.includes(type) ? [`${streamId}/${stream.slice(0, stream.indexOf('-'))}`] : [],

  project(row, event) {
    switch (event.type) {
      case 'UnitRegistered': {
        const { unitNo, profile } = event.data;
        const usccs = usccsOf(profile.hostEntities);
        return found(row, { kind: 'unit', code: unitNo, title: profile.partyOrgName, datedOn: null, usccs });
      }
      case 'UnitProfileCorrected': {
        const { partyOrgName: title = row?.title, hostEntities } = event.data.changes;
        if (!row || title === undefined) return undefined;
        return found(row, { ...row, title, usccs: hostEntities ? usccsOf(hostEntities) : row.usccs });
      }
      case 'AgreementDrafted': {
        const { agreementNo, terms } = event.data;
        return found(row, {
          kind: 'agreement',
          code: agreementNo,
          title: terms.title,
          datedOn: terms.termFrom,
          usccs: [],
        });
      }
      case 'AgreementTermsRevised': {
        const { title, termFrom } = event.data.terms;
        return row && found(row, { ...row, title, datedOn: termFrom });
      }
      case 'ProjectProposed': {
        const { name, plan } = event.data;
        return found(row, { kind: 'project', code: null, title: name, datedOn: plan.startOn, usccs: [] });
      }
      case 'ProjectRegistered':
        return row && found(row, { ...row, code: event.data.projectNo });
      case 'ActivityPlanned':
      case 'ActivityHeld': {
        const { title, startOn } = event.data;
        return found(row, { kind: 'activity', code: null, title, datedOn: startOn, usccs: [] });
      }
      default:
        return undefined;
    }
  },
};

/** The row that is found by these from now on; none where nothing changes: most events leave all of it as it was. */
function found(row: Own<SearchRow> | undefined, now: Found): Own<SearchRow> | undefined {
  const { kind, code, title, datedOn, usccs } = now;
  const isSame = row?.title === title && row.code === code && row.datedOn === datedOn;
  if (isSame && usccs.join() === row.usccs.join()) return undefined;
  return { kind, code, title, datedOn, usccs, words: wordsOf(title, code === null ? usccs : [code, ...usccs]) };
}

const usccsOf = (hosts: readonly Readonly<{ uscc?: string }>[]) => hosts.flatMap(({ uscc }) => uscc ?? []);
