import { asOf } from './as-of.js';

describe('The condition for what was known', () => {
  it('is that nothing has superseded it, for now', () => {
    expect(asOf('unit')).toBe('"unit".superseded_at IS NULL');
  });

  it('is that the instant lies between, from inclusive and to exclusive', () => {
    expect(asOf('u', '2026-04-05T16:00:00.000Z')).toBe(
      `("u".recorded_at <= '2026-04-05T16:00:00.000Z'::timestamptz AND ("u".superseded_at IS NULL OR "u".superseded_at > '2026-04-05T16:00:00.000Z'::timestamptz))`,
    );
  });

  it('lets nothing but an instant into the statement', () => {
    expect(() => asOf('u', `2026-04-05' OR true --`)).toThrow(RangeError);
    expect(asOf('u" OR true --')).toBe('"u"" OR true --".superseded_at IS NULL');
  });
});
