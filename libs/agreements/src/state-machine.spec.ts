import { DomainError } from '@lianjian/event-sourcing/errors';
import type { Actor } from '@lianjian/permissions/actor';
import { SYSTEM } from '@lianjian/permissions/actor';
import fc from 'fast-check';
import type { AgreementCommand } from './commands.js';
import { agreement } from './decider.js';
import { hashOf } from './drafting.js';
import { statusOn } from './state.js';
import type { AgreementTerms } from './terms.js';
import {
  BANK,
  bank,
  coordinator,
  councilOf,
  drafted,
  MALL,
  mall,
  obligation,
  party,
  SCHOOL,
  school,
  terms,
  unitFact,
  wishOn,
} from './testing.js';

// Random walks through the machine, side by side with a model that knows only texts and who signed which of them.

const PARTIES = [BANK, MALL, SCHOOL];
const TEXTS: readonly AgreementTerms[] = [4, 5, 6].map((copies) =>
  terms({
    copies,
    parties: PARTIES.map((unitId) => party(unitId)),
    obligations: PARTIES.map((unitId, index) => obligation(`o${index}`, unitId)),
  }),
);
const HASHES = TEXTS.map(hashOf);
const TODAY = '2026-03-01';
const facts = { parties: PARTIES.map((unitId) => unitFact(unitId)), council: councilOf(...PARTIES) };

/** `off`: how far the text that is revised to, or that the signer has read, is from the present one. */
type Step =
  | Readonly<{ kind: 'revise' | 'sign'; by: Actor; off: number }>
  | Readonly<{ kind: 'freeze' | 'decline' | 'activate'; by: Actor }>;

const units = fc.constantFrom(bank, mall, school);
const always = <T extends string>(kind: T) => fc.constant(kind);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: always('sign'), by: units, off: fc.constantFrom(0, 0, 0, 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: always('sign'), by: fc.constant(coordinator), off: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ kind: always('revise'), by: units, off: fc.nat(2) }) },
  { weight: 5, arbitrary: fc.record({ kind: always('freeze'), by: units }) },
  { weight: 1, arbitrary: fc.record({ kind: always('decline'), by: units }) },
  { weight: 1, arbitrary: fc.record({ kind: always('activate'), by: fc.constant(SYSTEM) }) },
);

function commandOf(taken: Step, model: Model): AgreementCommand {
  const send = wishOn(TODAY, taken.by);
  switch (taken.kind) {
    case 'revise':
      return send('ReviseAgreementTerms', textAt(model, taken.off), facts);
    case 'sign': {
      const contentHash = HASHES[indexAt(model, taken.off)] as string;
      return send('SignAgreement', { contentHash, signatoryPost: '党委书记' }, { inactivePartyIds: [] });
    }
    case 'freeze':
      return send('FreezeAgreementText', {}, facts);
    case 'decline':
      return send('DeclineAgreement', { reason: '条款需要再商议' });
    case 'activate':
      return send('ActivateAgreement', {});
  }
}

/** Which text it is, whether it lies ready, and who signed which text since it was last changed or sent back. */
type Model = Readonly<{ text: number; frozen: boolean; signed: ReadonlyMap<string, number> }>;
const indexAt = ({ text }: Model, off: number) => (text + off) % TEXTS.length;
const textAt = (model: Model, off: number) => TEXTS[indexAt(model, off)] as AgreementTerms;
const isDone = ({ signed }: Model) => signed.size === PARTIES.length;

function follow(model: Model, taken: Step): Model {
  if (isDone(model)) return model;
  switch (taken.kind) {
    case 'revise': {
      const text = indexAt(model, taken.off);
      return text === model.text ? model : { text, frozen: false, signed: new Map() };
    }
    case 'freeze':
      return { ...model, frozen: true };
    case 'decline':
      return model.frozen ? { ...model, frozen: false, signed: new Map() } : model;
    case 'sign': {
      const counts = model.frozen && taken.off === 0 && taken.by.role === 'UNIT';
      return counts ? { ...model, signed: new Map([...model.signed, [taken.by.scope, model.text]]) } : model;
    }
    case 'activate':
      return model;
  }
}

function statusOf(model: Model): string {
  if (isDone(model)) return 'ACTIVE';
  if (!model.frozen) return 'DRAFT';
  return model.signed.size > 0 ? 'PARTIALLY_SIGNED' : 'READY_TO_SIGN';
}

describe('An agreement, whatever is wished in whatever order', () => {
  it('AGR-b, AGR-d: is in force only with every signature under one and the same text', () => {
    const first = drafted(TEXTS[0] as AgreementTerms);
    let walksIntoForce = 0;
    let signaturesCleared = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 30, size: 'max' }), (steps) => {
        let state = agreement.evolve(agreement.initialState, first);
        let model: Model = { text: 0, frozen: false, signed: new Map() };
        const seen: unknown[] = [];
        const expected: unknown[] = [];
        for (const taken of steps) {
          const command = commandOf(taken, model);
          try {
            state = agreement.decide(command, state).reduce(agreement.evolve, state);
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
          const next = follow(model, taken);
          if (next.signed.size < model.signed.size) signaturesCleared += 1;
          model = next;

          seen.push([
            state && statusOn(state, TODAY),
            state?.activated,
            state?.signatures.map(({ unitId }) => unitId),
            state?.terms.copies,
          ]);
          expected.push([statusOf(model), isDone(model), [...model.signed.keys()], textAt(model, 0).copies]);
        }
        expect(seen).toEqual(expected);
        if (isDone(model)) {
          walksIntoForce += 1;
          expect([...model.signed.values()]).toEqual(PARTIES.map(() => model.text));
          expect(state?.contentHash).toBe(HASHES[model.text]);
        }
      }),
      { numRuns: 2_000 },
    );
    // Otherwise the walks would prove little.
    expect(walksIntoForce).toBeGreaterThan(300);
    expect(signaturesCleared).toBeGreaterThan(300);
  });
});
