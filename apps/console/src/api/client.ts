import createClient from 'openapi-fetch';
import createQueries from 'openapi-react-query';
import { authorized } from '../session/session';
import { latestPosition } from './position';
import { ApiProblem } from './problem';
import type { components, paths } from './schema';

/** The shapes of the API's answers by name: `Schemas['Agreement']`. */
export type Schemas = components['schemas'];

// What is read from the views, and so can wait for a write of ours to arrive there.
const VIEWS =
  /^\/(units|councils|agreements|obligations|projects|activities|periods|reports|work-list|search)\b(?!.*\/contact$)/;

/** The service, typed by its OpenAPI document. Every answer but a success is thrown as an `ApiProblem`. */
export const api = createClient<paths>({
  baseUrl: '/api/v1',
  fetch: authorized,
  querySerializer: { array: { style: 'form', explode: true } },
});

api.use({
  onRequest({ request, schemaPath }) {
    const position = latestPosition();
    if (request.method !== 'GET' || position === undefined || !VIEWS.test(schemaPath)) return request;
    const url = new URL(request.url);
    url.searchParams.set('minPosition', position);
    return new Request(url, request);
  },
  async onResponse({ response }) {
    if (!response.ok) throw await ApiProblem.of(response);
    return response;
  },
  onError: ({ error }) => (error instanceof ApiProblem ? error : ApiProblem.unreachable(error)),
});

/** Queries as hooks: `queries.useQuery('get', '/agreements/{id}', { params: { path: { id } } })`. */
export const queries = createQueries(api);
