// `node generate.mjs <openapi.json >token-service.ts`: the types of token-service's API, of the document that it serves.
// `npm run -s openapi` runs it on the document of the sources as they stand; a spec of token-service holds the file to it.
import { json } from 'node:stream/consumers';
import openapiTS, { astToString } from 'openapi-typescript';

const HEADER = '/** Generated from the document that token-service serves, by `npm run -s openapi`; never edited. */\n\n';

const document = await json(process.stdin);
const types = await openapiTS(JSON.stringify(whatClientsUse(document)), {
  // A default is what the server puts in; the client need not send it.
  defaultNonNullable: false,
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  rootTypesKeepCasing: true,
});
process.stdout.write(`${HEADER}${astToString(types)}\n${valuesOf(document)}`);

/** The operations of the API alone; of their answers the bodies, and one problem for every refusal, as it is one schema. */
function whatClientsUse({ openapi, info, paths, components }) {
  const api = Object.entries(paths).filter(([path]) => path.startsWith('/api/') || path.startsWith('/oauth/'));
  return {
    openapi,
    info,
    components: { schemas: components.schemas },
    paths: Object.fromEntries(api.map(([path, operations]) => [path, mapValues(operations, slim)])),
  };
}

function slim(operation) {
  const { responses, parameters = [], requestBody, ...rest } = operation;
  const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  const refusal = Object.entries(responses).find(([status, { content }]) => Number(status) >= 400 && content?.['application/problem+json']);
  return {
    ...rest,
    parameters: parameters.filter(({ name }) => name !== 'If-None-Match'),
    ...(requestBody && { requestBody: withoutAlternatives(requestBody) }),
    responses: {
      ...Object.fromEntries(successes.map(([status, { description, content }]) => [status, { description, ...(content && { content }) }])),
      ...(refusal && { default: { description: 'A refusal.', content: refusal[1].content } }),
    },
  };
}

/** `anyOf` beside `properties` says which of them have to be there, which as a type is `unknown`. */
function withoutAlternatives(value) {
  if (Array.isArray(value)) return value.map(withoutAlternatives);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => value.properties === undefined || !['anyOf', 'oneOf'].includes(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutAlternatives(inner)]));
}

/** What a program wants to offer to choose from. */
function valuesOf({ components: { schemas } }) {
  const { scopes, status } = schemas.ApiToken.properties;
  const lists = { SCOPES: scopes.items.enum, STATUSES: status.enum, BUNDLES: schemas.Bundle.properties.bundle.enum };
  return Object.entries(lists)
    .map(([name, values]) => `export const ${name} = ${JSON.stringify(values)} as const;\n`)
    .join('');
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
