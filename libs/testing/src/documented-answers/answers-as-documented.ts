import { type DocumentedResponse, type FoundOperation, lookUp, type OpenApiDocument } from './openapi-document.js';
import { wrongHeaders } from './headers-as-documented.js';
import { SchemaCheck } from './schema-check.js';

/** An HTTP answer and what it was given to. */
export interface SeenAnswer {
  readonly method: string;
  /** With or without a query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  /** As it came; '' where there is none. */
  readonly body: string;
}

/** Compares answers with an OpenAPI document, and remembers what it has seen. */
export interface AnswerCheck {
  /** @throws Error saying in what the answer differs from the document: operation, status, media type, headers, body */
  compare(answer: SeenAnswer): void;
  /** Documented operations and statuses, as `listItems 200`, that no compared answer had. */
  unseen(): readonly string[];
}

const PROBLEM = 'application/problem+json';
const EVENT_STREAM = 'text/event-stream';
/** What may be wrong with a request before its path and its method are looked at. */
const BEFORE_ROUTING = [400, 431];

/** @param document as `/docs/openapi.json` answers it */
export function answersAsDocumented(document: unknown): AnswerCheck {
  const api = document as OpenApiDocument;
  const schemas = new SchemaCheck(api);
  const seen = new Set<string>();
  return {
    compare: (answer) => {
      const wrong = compare(api, schemas, seen, answer);
      if (wrong.length > 0) throw new Error(`${answer.method} ${answer.path} → ${answer.status} is not as documented:\n${wrong.map((line) => `  ${line}`).join('\n')}\n${answer.body.slice(0, 2_000)}`);
    },
    unseen: () =>
      Object.values(api.paths)
        .flatMap((item) => Object.values(item))
        .flatMap(({ operationId, responses }) => Object.keys(responses).map((status) => `${operationId} ${status}`))
        .filter((pair) => !seen.has(pair)),
  };
}

function compare(api: OpenApiDocument, schemas: SchemaCheck, seen: Set<string>, answer: SeenAnswer): readonly string[] {
  const lookup = lookUp(api, answer.method, answer.path.split('?', 1)[0] ?? '');
  if (lookup.found === 'operation') {
    seen.add(`${lookup.operation.operationId} ${answer.status}`);
    return compareWithOperation(lookup.operation, schemas, answer);
  }
  if (mediaTypeOf(answer) !== PROBLEM) return [`there is no such operation, and the answer is ${mediaTypeOf(answer)} instead of a problem`];
  if (BEFORE_ROUTING.includes(answer.status)) return [];
  if (lookup.found === 'nothing') return answer.status === 404 ? [] : ['there is no such path, and the status is not 404'];
  const allowed = answer.headers.get('allow')?.split(', ') ?? [];
  const expected = [...new Set([...lookup.methods, ...(lookup.methods.includes('GET') ? ['HEAD'] : [])])].sort();
  return answer.status === 405 && allowed.join() === expected.join() ? [] : [`the path has ${expected.join(', ')}, and the answer is not 405 with these in Allow`];
}

function compareWithOperation({ responses, place }: FoundOperation, schemas: SchemaCheck, answer: SeenAnswer): readonly string[] {
  const response = responses[answer.status];
  if (!response) return [`documented are ${Object.keys(responses).join(', ')}`];
  const at = [...place, 'responses', String(answer.status)];
  return [...wrongHeaders(response, at, schemas, answer.headers), ...wrongBody(response, at, schemas, answer)];
}

function wrongBody({ content }: DocumentedResponse, at: readonly string[], schemas: SchemaCheck, answer: SeenAnswer): readonly string[] {
  if (answer.method === 'HEAD') return answer.body === '' ? [] : ['an answer to HEAD has a body'];
  if (!content) return answer.body === '' ? [] : ['no body is documented'];
  const mediaType = mediaTypeOf(answer);
  if (!content[mediaType]) return [`documented is ${Object.keys(content).join(', ')}, it came as ${mediaType || 'nothing'}`];
  const described = [...at, 'content', mediaType, 'schema'];
  if (mediaType === EVENT_STREAM) return serverSentEvents(answer.body).flatMap((event, index) => schemas.wrong(described, event).map((line) => `event ${index}${line}`));
  const value: unknown = /[/+]json$/.test(mediaType) ? JSON.parse(answer.body) : answer.body;
  return schemas.wrong(described, value).map((line) => `body${line}`);
}

/** As WHATWG HTML §9.2 reads them, each an object of its fields; the schema of such an answer is that of one event. */
function serverSentEvents(body: string): readonly Readonly<Record<string, string>>[] {
  return body
    .split('\n\n')
    .map((block) => Object.fromEntries(block.split('\n').flatMap((line) => {
      const [, field, value] = /^(event|id|data): ?(.*)$/.exec(line) ?? [];
      return field === undefined || value === undefined ? [] : [[field, value] as const];
    })))
    .filter((event) => 'data' in event);
}

/** Without parameters such as charset. */
function mediaTypeOf({ headers }: SeenAnswer): string {
  return headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
