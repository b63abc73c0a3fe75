import { randomUUID } from 'node:crypto';
import { matrix as standard } from '@lianjian/permissions/matrix';
import { Api, type Described } from './support/api.js';
import { type Answer, Installation } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { type Service, startScriptedService } from './support/service.js';
import { buildWorld, type Person, START, type World } from './support/world.js';

type Matrix = Readonly<Record<string, readonly string[] | 'PUBLIC'>>;
/** What one person was answered about the world's objects, and about objects that do not exist. */
type Cell = Readonly<{ operation: Described; name: string; person: Person; answer: Answer; missing?: Answer }>;

const DISTRICTS = ['gulou', 'qinhuai', 'xuanwu'];
const OFFICES = ['city', ...DISTRICTS, 'coord'];
const EVERYBODY = [...OFFICES, 'lead', 'partner', 'member', 'auditor'];
const OF_THE_UNIT = ['city', 'gulou', 'coord', 'lead', 'auditor'];
const PARTIES = ['lead', 'partner', 'coord'];
const BOTH_DISTRICTS = ['city', 'gulou', 'qinhuai'];
const TO_WHOM_AGREEMENTS_ARE_OPEN = [...OFFICES, 'lead', 'partner', 'auditor'];

/**
 * Who stands within the scope of what, role or no role: the unit is of 鼓楼, the agreement and the project are between
 * it and a partner in 秦淮, 玄武 is host of the same council and sends a member that has to do with neither.
 */
const SCOPES: readonly (readonly [operations: string, people: readonly string[]])[] = [
  ['registerUnit recommendUnit correctUnitProfile suspendUnit reactivateUnit withdrawUnit mergeUnit', OF_THE_UNIT],
  ['changeUnitContact getUnitContact', OF_THE_UNIT],
  ['activateUnit', ['coord']],
  ['requestUnitTransfer', ['city', 'gulou', 'auditor']],
  ['acceptUnitTransfer', ['city', 'qinhuai', 'auditor']],
  ['declineUnitTransfer', [...BOTH_DISTRICTS, 'auditor']],
  // Histories and events are open to a unit only where it takes part itself.
  ['getUnitHistory', [...OFFICES, 'lead', 'auditor']],
  ['getProjectHistory getActivityHistory', [...OFFICES, 'lead', 'partner', 'auditor']],
  ['getCouncilHistory getPeriodHistory', [...OFFICES, 'auditor']],
  ['getUnitOnePager', [...OFFICES, 'lead', 'auditor']],

  ['proposeCouncil', ['city', ...DISTRICTS, 'auditor']],
  ['establishCouncil setParticipationBaseline suspendCouncil resumeCouncil dissolveCouncil', ['city', 'auditor']],
  ['adoptCharter admitMember vetoMember suspendMember resumeMember withdrawMember', ['city', 'coord', 'auditor']],
  ['assignDutyDistrict', ['city', 'coord', 'auditor']],
  ['handOverDuty', [...BOTH_DISTRICTS, 'auditor']],

  ['draftAgreement reviseAgreementTerms freezeAgreementText', PARTIES],
  ['signAgreement declineAgreement fulfilObligation confirmObligation terminateAgreement', ['lead', 'partner']],
  ['approveLongTerm voidAgreement', [...BOTH_DISTRICTS, 'auditor']],
  ['fileAgreement', ['city', 'gulou', 'auditor']],
  ['getAgreement getAgreementHistory listAgreements listObligations getEvent', TO_WHOM_AGREEMENTS_ARE_OPEN],

  ['proposeProject', ['lead', 'coord', ...BOTH_DISTRICTS, 'auditor']],
  ['registerProject rejectProject consentToProject openProjectClaiming', [...BOTH_DISTRICTS, 'auditor']],
  ['returnProject acceptProject', [...BOTH_DISTRICTS, 'auditor']],
  ['claimProject', ['lead', 'partner', 'member']],
  ['acceptProjectClaim declineProjectClaim startProject replanProject', ['lead', 'city', 'gulou', 'auditor']],
  ['linkProjectAgreement', ['lead', 'city', 'gulou', 'coord', 'auditor']],
  ['reachMilestone requestProjectAcceptance', ['lead']],
  ['suspendProject resumeProject', ['city', 'gulou', 'auditor']],
  ['terminateProject', ['city', 'gulou', 'coord', 'auditor']],

  ['planActivity recordActivity recordParticipation cancelActivity', ['lead', 'coord']],
  ['correctParticipation', ['lead', 'partner', 'coord']],
  ['disputeParticipation', ['lead', 'partner']],
  ['approveParticipationCorrection rejectParticipationCorrection', ['city', ...DISTRICTS, 'auditor']],
  ['resolveDispute verifyActivity', ['coord']],
  ['voidActivity mergeActivity', [...OFFICES, 'auditor']],

  // None of several districts closes or publishes for all.
  ['closePeriod generateReport publishReport orderCorrection', ['city', 'coord', 'auditor']],
];
/** No object: the role alone decides. */
const ROLE_ALONE = ['getMe', 'getWorkList', 'streamChanges', 'switchMandate', 'changePassword', 'getAccountHistory'];
/** What is not the reader's is left out, and what is his is there. */
const LISTS: Readonly<Record<string, keyof World['values']>> = {
  listUnits: 'unitId',
  listCouncils: 'councilId',
  listAgreements: 'agreementId',
  listObligations: 'agreementId',
  listProjects: 'projectId',
  listActivities: 'activityId',
  search: 'activityId',
};
const FILTERED = [...Object.keys(LISTS), 'listPeriods', 'listPossibleDuplicates'];

const scopeOf = (id: string) => SCOPES.find(([ids]) => ids.split(' ').includes(id))?.[1] ?? EVERYBODY;

function may(matrix: Matrix, id: string, name: string, { role, isForeign }: Person): boolean {
  const roles = matrix[id];
  if (roles === 'PUBLIC') return true;
  if (!roles?.includes(role)) return false;
  if (ROLE_ALONE.includes(id) || role === 'ADMIN') return true;
  return !isForeign && scopeOf(id).includes(name);
}

const isRefused = ({ status, body }: Answer) =>
  status === 401 || status === 404 || (status === 403 && String(body?.code).startsWith('permission/'));
const told = ({ status, body }: Answer) => JSON.stringify({ status, ...body, instance: '', correlationId: '' });

/** What is wrong with the cells by a matrix. */
function judge(cells: readonly Cell[], matrix: Matrix, world: World): string[] {
  return cells.flatMap(({ operation, name, person, answer, missing }) => {
    const { id } = operation;
    const fault = (what: string) => [`${id} by ${name}: ${what}: ${answer.status} ${JSON.stringify(answer.body)}`];
    const roles = matrix[id];
    if (answer.status >= 500) return fault('fails');
    if (roles !== 'PUBLIC' && roles?.includes(person.role) && FILTERED.includes(id)) {
      if (answer.status !== 200) return fault('a list is refused');
      const shown = JSON.stringify(answer.body);
      const own = world.values[LISTS[id] ?? ''];
      const shows = own !== undefined && shown.includes(String(own));
      if (may(matrix, id, name, person)) return own === undefined || shows ? [] : fault('leaves out what is theirs');
      return shows ? fault('shows what is not theirs') : [];
    }
    if (may(matrix, id, name, person)) {
      if (isRefused(answer)) return fault('is refused');
      // The version is compared once permission is given: nothing needs to be written to see it.
      if (operation.isRecorded && answer.status !== 412) return fault('does not come as far as the version');
      return [];
    }
    if (![401, 403, 404].includes(answer.status)) return fault('is let in');
    if (!answer.headers.get('content-type')?.startsWith('application/problem+json')) return fault('is no problem');
    const mustNotKnow = person.isForeign || answer.status === 404;
    if (mustNotKnow && missing && told(answer) !== told(missing)) {
      return fault(`tells more than of what is missing: ${told(missing)}`);
    }
    return [];
  });
}

describe('The permission matrix, walked by every role in and out of its scope', () => {
  let database: Database;
  let service: Service & { setClock(at: string): Promise<void> };
  let api: Api;
  let world: World;
  let cells: readonly Cell[];
  let writtenByRefused: number;

  /** By somebody, that is: what falls due meanwhile the service writes by itself. */
  const eventsWritten = async () => {
    const byPeople = "SELECT count(*) AS n FROM events.event WHERE metadata->'actor'->>'role' <> 'SYSTEM'";
    return Number((await database.pool.query(byPeople)).rows[0].n);
  };

  async function ask(operation: Described, [name, person]: readonly [string, Person], allowed: boolean): Promise<Cell> {
    const made = api.request(operation, world.valuesOf(operation.id));
    // Of the own account nothing is changed: a body that cannot be read comes after the permission, too.
    const { path, body } = ROLE_ALONE.includes(operation.id) ? { path: made.path, body: {} } : made;
    const headers = allowed && operation.isRecorded ? { ifMatch: '"999"' } : {};
    const send = (to: string, sent: unknown) =>
      person.client.request(operation.method, to, operation.method === 'GET' ? undefined : (sent ?? {}), headers);
    const answer = await send(path, body);
    if (allowed || name === 'nobody') return { operation, name, person, answer };
    const others = new Map<string, string>();
    const renamed = (text: string) =>
      text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
        if (!others.has(id)) others.set(id, randomUUID());
        return others.get(id) as string;
      });
    const missing = await send(
      renamed(path),
      body === undefined ? undefined : JSON.parse(renamed(JSON.stringify(body))),
    );
    return { operation, name, person, answer, missing };
  }

  async function walk(allowed: boolean): Promise<Cell[]> {
    const questions = api.operations
      .filter(({ id }) => standard[id as keyof typeof standard] !== 'PUBLIC')
      .flatMap((operation) => Object.entries(world.people).map((who) => [operation, who] as const))
      .filter(([{ id }, [name, person]]) => may(standard, id, name, person) === allowed);
    const answered: Cell[] = [];
    for (let at = 0; at < questions.length; at += 16) {
      answered.push(...(await Promise.all(questions.slice(at, at + 16).map(([op, who]) => ask(op, who, allowed)))));
    }
    return answered;
  }

  beforeAll(async () => {
    database = await freshDatabase('walk');
    service = await startScriptedService({ databaseUrl: database.url, startAt: START });
    api = await Api.of(service.address);
    world = await buildWorld(await Installation.setUp(service), service, api);
    for (const { client } of Object.values(world.people)) if (client.account) await client.must('GET', '/me');
    const before = await eventsWritten();
    const refused = await walk(false);
    writtenByRefused = (await eventsWritten()) - before;
    cells = [...refused, ...(await walk(true))];
  }, 180_000);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('holds in every cell: refused, or as far as the version, and no word of what is not theirs', () => {
    expect(cells.length).toBeGreaterThan(1500);
    expect(judge(cells, standard, world)).toEqual([]);
  });

  it('writes nothing for whoever is refused, not even a number drawn', () => {
    expect(writtenByRefused).toBe(0);
  });

  it('notices any row that is wider or narrower than the service', () => {
    const changed = api.operations
      .filter(({ id }) => standard[id as keyof typeof standard] !== 'PUBLIC')
      .flatMap(({ id }) => {
        const roles: readonly string[] = standard[id as keyof typeof standard] as readonly string[];
        const isWithin = (role: string) =>
          Object.entries(world.people).some(
            ([name, person]) => person.role === role && may({ [id]: [role] }, id, name, person),
          );
        return ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT', 'ADMIN'].filter(isWithin).map((role) => ({
          id,
          row: roles.includes(role) ? roles.filter((each) => each !== role) : [...roles, role],
        }));
      });
    expect(changed.length).toBeGreaterThan(200);
    const unnoticed = changed.filter(({ id, row }) => judge(cells, { ...standard, [id]: row }, world).length === 0);
    expect(unnoticed).toEqual([]);
  });

  it('lets a district decide over a council of its own alone', async () => {
    const district = world.people['another district'] as Person;
    const values = { ...world.values, id: world.values.foreignCouncilId };
    for (const id of [
      'establishCouncil',
      'setParticipationBaseline',
      'suspendCouncil',
      'resumeCouncil',
      'dissolveCouncil',
    ]) {
      const operation = api.operation(id);
      const { path, body } = api.request(operation, values);
      expect([id, (await district.client.post(path, body, { ifMatch: '"999"' })).status]).toEqual([id, 412]);
      const { status } = await (world.people.gulou as Person).client.post(path, body);
      expect([id, status]).toEqual([id, 404]);
    }
  });

  it('lets the districts of a project decide only where the lead is theirs (PRJ-a)', async () => {
    const { client } = world.people.qinhuai as Person;
    for (const id of ['registerProject', 'rejectProject', 'openProjectClaiming', 'acceptProject', 'returnProject']) {
      const { status, body } = await api.call(client, id, world.valuesOf(id));
      expect([id, status, body.code]).toEqual([id, 403, expect.stringMatching(/^project\//)]);
    }
  });

  it('is mounted row by row', () => {
    expect(Object.keys(standard).filter((id) => !api.has(id))).toEqual([]);
  });
});
