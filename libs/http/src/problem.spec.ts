import { DomainError, KeyReusedError, type Refusal, WrongVersionError } from '@lianjian/event-sourcing/errors';
import { BadRequestException, NotFoundException, ServiceUnavailableException } from '@nestjs/common';
import { problemOf } from './problem.filter.js';

const statusOf = (error: unknown, ifMatch = false) => problemOf(error, { ifMatch }).status;
const failure = (fields: object, message = 'failed') => Object.assign(new Error(message), fields);

describe('A refusal in HTTP', () => {
  it.each<[Refusal, number]>([
    ['invalid', 422],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
  ])('%s is %i', (refusal, status) => {
    const error = new DomainError(refusal, 'unit/x', '不行', { ruleId: 'UNIT-a', field: 'uscc' });
    expect(problemOf(error, { ifMatch: false })).toMatchObject({
      status,
      code: 'unit/x',
      message: '不行',
      details: { ruleId: 'UNIT-a', field: 'uscc' },
    });
  });

  it('is 412 for a lost race when the version was named, else 409', () => {
    const lost = new WrongVersionError('unit-1', 3, 5);
    expect([statusOf(lost, true), statusOf(lost, false)]).toEqual([412, 409]);
    expect(problemOf(lost, { ifMatch: true }).details.currentVersion).toBe(5);
  });

  it('is 422 for a key used twice', () => expect(statusOf(new KeyReusedError('unit-1'))).toBe(422));
});

describe('A failure in HTTP', () => {
  it.each([
    ['refused connection', failure({ code: 'ECONNREFUSED' })],
    ['server shutting down', failure({ code: '57P01' })],
    ['server starting', failure({ code: '57P03' })],
    ['too many connections', failure({ code: '53300' })],
    ['full disk', failure({ code: '53100' })],
    ['broken connection', failure({ code: '08006' })],
    ['statement timeout', failure({ code: '57014' })],
    ['deadlock', failure({ code: '40P01' })],
    ['connection lost without a code', failure({}, 'Connection terminated unexpectedly')],
    ['exhausted pool', failure({}, 'timeout exceeded when trying to connect')],
    ['wrapped by the mapper', failure({ driverError: failure({ code: '57P01' }) })],
    ['as a cause', new Error('query failed', { cause: failure({ code: 'ECONNRESET' }) })],
    ['both addresses of a host', failure({ code: 'ECONNREFUSED', errors: [] })],
    ['said by Nest', new ServiceUnavailableException()],
  ])('of a server behind: %s is 503, come back soon', (_name, error) => {
    expect(problemOf(error, { ifMatch: false })).toMatchObject({ status: 503, details: { retryAfter: 2 } });
  });

  it.each([
    ['a bug', new TypeError('x is undefined')],
    ['a text', 'boom'],
    ['nothing', undefined],
    ['null', null],
    ['a broken constraint', failure({ code: '23505' })],
    ['a status of its own making', failure({ statusCode: 299 })],
    [
      'a circle of causes',
      (() => {
        const error: Error & { cause?: unknown } = new Error('x');
        error.cause = error;
        return error;
      })(),
    ],
  ])('of our own: %s is 500', (_name, error) => {
    expect(problemOf(error, { ifMatch: false })).toMatchObject({ status: 500, code: 'service/error' });
  });

  it('of the request’s own keeps its status', () => {
    expect(statusOf(new BadRequestException())).toBe(400);
    expect(statusOf(new NotFoundException('Cannot GET /secret'))).toBe(404);
    expect(problemOf(new NotFoundException('Cannot GET /secret'), { ifMatch: false }).message).not.toContain('secret');
    expect(statusOf(failure({ code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }))).toBe(413);
  });
});
