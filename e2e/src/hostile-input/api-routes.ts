import { call, type Json, objectIn } from '../json-answer.js';

/** A JSON Schema, as far as it is read here. */
export type Schema = Json;

/** One route as its service's own OpenAPI document has it: a new one is in every table at once. */
export interface ApiRoute {
  readonly url: string;
  /** Upper case. */
  readonly method: string;
  /** `/public/v1/items/{id}` */
  readonly path: string;
  readonly isPublic: boolean;
  /** Otherwise it is for people in a session alone. */
  readonly takesToken: boolean;
  readonly parameters: readonly ApiParameter[];
  /** What it takes in JSON, or as a form. */
  readonly body: Schema | undefined;
  readonly form: Schema | undefined;
  readonly isBodyRequired: boolean;
  /** Server-sent events: its answer ends when its reader leaves. */
  readonly isStream: boolean;
}

export interface ApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace'];

/** For people and for failures: `DELETE /api/v1/api-keys/{id}`. */
export const nameOf = ({ method, path }: ApiRoute): string => `${method} ${path}`;

/** Every route of the service at this address. */
export async function routesOf(url: string): Promise<readonly ApiRoute[]> {
  const { body: document } = await call(`${url}/docs/openapi.json`);
  return Object.entries(objectIn(document, 'paths')).flatMap(([path, item]) =>
    Object.entries(item as Json)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]) => routeOf(document, url, method.toUpperCase(), path, operation as Json)),
  );
}

function routeOf(document: Json, url: string, method: string, path: string, operation: Json): ApiRoute {
  const content = objectIn(objectIn(operation, 'requestBody'), 'content');
  const schemaOf = (type: string): Schema | undefined => (type in content ? resolve(document, objectIn(objectIn(content, type), 'schema')) : undefined);
  const security = operation['security'];
  return {
    url,
    method,
    path,
    isPublic: !Array.isArray(security) || security.length === 0,
    takesToken: Array.isArray(security) && security.some((way: Json) => 'bearer' in way),
    parameters: ((operation['parameters'] ?? []) as readonly Json[]).map((parameter) => parameterOf(document, resolve(document, parameter))),
    body: schemaOf('application/json'),
    form: schemaOf('application/x-www-form-urlencoded'),
    isBodyRequired: objectIn(operation, 'requestBody')['required'] === true,
    isStream: 'text/event-stream' in objectIn(objectIn(objectIn(operation, 'responses'), '200'), 'content'),
  };
}

function parameterOf(document: Json, parameter: Json): ApiParameter {
  return { name: String(parameter['name']), in: parameter['in'] as ApiParameter['in'], schema: resolve(document, objectIn(parameter, 'schema')) };
}

/** What a reference within the document refers to. */
function resolve(document: Json, schema: Schema): Schema {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const target = reference.slice(2).split('/').reduce((json, name) => objectIn(json, name), document);
  return resolve(document, target);
}
