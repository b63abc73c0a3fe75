import { DomainError } from '@lianjian/event-sourcing/errors';
import { contentHash } from '@lianjian/kernel/canonical-json';
import fc from 'fast-check';
import { period } from './decider.js';
import {
  as,
  CAUSE,
  CLOSED_AT,
  chief,
  clerk,
  closed,
  computed,
  content,
  LATER,
  reason,
  stateAfter,
} from './examples.js';
import { publishedVersions } from './state.js';

const step = fc.record({
  kind: fc.constantFrom('generate', 'publish', 'publish', 'correct', 'correct'),
  by: fc.constantFrom(clerk, chief),
  figure: fc.nat(3),
});

describe('A report, whatever is wished in whatever order', () => {
  it('RPT-c, four eyes: published versions are numbered without gaps, never change and had two people', () => {
    let longest = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 30, size: 'max' }), (steps) => {
        let state = stateAfter(closed);
        for (const { kind, by, figure } of steps) {
          const before = publishedVersions(state, 'R-01');
          // Two drafts of the same figures are as of different instants, and so have different hashes.
          const report = before.length === 0 ? content(figure, 9) : content(figure, 9, LATER);
          const command = {
            generate: as(by)('GenerateReport', { reportCode: 'R-01' }, computed(report, CLOSED_AT)),
            publish: as(by)('PublishReport', { reportCode: 'R-01', contentHash: contentHash(report) }),
            correct: as(by)(
              'OrderCorrection',
              { reportCode: 'R-01', reason },
              { ...computed(report, LATER), causedByEvents: [CAUSE] },
            ),
          }[kind as 'generate' | 'publish' | 'correct'];
          try {
            state = period.decide(command, state).reduce(period.evolve, state);
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
          const after = publishedVersions(state, 'R-01');
          if (after.length === before.length && after.every((version, index) => version === before[index])) continue;
          expect(after.slice(0, before.length)).toEqual(before);
          expect(after.map(({ versionNo }) => versionNo)).toEqual(after.map((_, index) => index + 1));
          for (const version of after) {
            expect(version.publishedBy).not.toBe(version.preparedBy);
            expect(contentHash(version.content)).toBe(version.contentHash);
          }
          longest = Math.max(longest, after.length);
        }
      }),
      { numRuns: 300 },
    );
    // Otherwise the walks would prove little.
    expect(longest).toBeGreaterThan(1);
  });
});
