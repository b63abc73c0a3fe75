/** The closed set of ways a rule can say no. Each transport maps it once, exhaustively. */
export type Refusal = 'invalid' | 'forbidden' | 'not-found' | 'conflict';

/** A rule said no. `code` is API and never changes; `message` is Chinese and for people. */
export class DomainError<Code extends string = string> extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly refusal: Refusal,
    readonly code: Code,
    message: string,
    /** The rule of the specification behind it, e.g. `AGR-b`, and the input field at fault, where there is one. */
    readonly at: Readonly<{ ruleId?: string; field?: string }> = {},
  ) {
    super(message);
  }
}

/** How a rule says no: in which way, in whose words, and which rule and input field it is about. */
export type Rule = Readonly<{ refusal: Refusal; message: string; ruleId?: string; field?: string }>;

/** Says the no that a code stands for in a lib's table of rules. */
export function refuseBy<Code extends string>(rules: Readonly<Record<Code, Rule>>, code: Code): never {
  const { refusal, message, ruleId, field } = rules[code];
  throw new DomainError(refusal, code, message, { ruleId, field });
}

/** Said of what is not there and of what the asker may not know of: in the same words, so that nobody can tell them apart. */
export const notFound = () => new DomainError('not-found', 'resource/not-found', '对象不存在，或不在您的职责范围内');

/** Somebody else wrote to the stream since it was read. */
export class WrongVersionError extends Error {
  override readonly name = 'WrongVersionError';

  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`Expected ${stream} at version ${expected}, found it at ${actual}`);
  }
}

/** The same idempotency key came with another request than the first time. */
export class KeyReusedError extends Error {
  override readonly name = 'KeyReusedError';

  constructor(readonly stream: string) {
    super(`An idempotency key was used before for another request on ${stream}`);
  }
}
