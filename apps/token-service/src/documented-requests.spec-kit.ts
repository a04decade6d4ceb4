import { connect } from 'node:net';

/** What the document has: each operation by its name, with its method, path template and statuses. */
export interface DocumentedOperation {
  readonly operationId: string;
  readonly method: string;
  readonly template: string;
  readonly isGuarded: boolean;
  /** Whether a live token of any scope is let in, and answered. */
  readonly isForAnyToken: boolean;
}

/** Let in with any credential; those of the session then refuse every token. */
const FOR_ANY_TOKEN = ['listScopes', 'showOwnApiToken', 'revokeOwnApiToken'];

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string; readonly security: readonly object[] }>>>>;
}

export async function readOperations(url: string): Promise<readonly DocumentedOperation[]> {
  const { paths } = (await (await fetch(`${url}/docs/openapi.json`)).json()) as Document;
  return Object.entries(paths).flatMap(([template, item]) =>
    Object.entries(item).map(([method, { operationId, security }]) => ({ operationId, method: method.toUpperCase(), template, isGuarded: security.length > 0, isForAnyToken: FOR_ANY_TOKEN.includes(operationId) })),
  );
}

/** What an operation's query has to say. */
const NEEDED_QUERIES: Readonly<Record<string, (parameters: Readonly<Record<string, string>>) => string>> = {
  proveInclusion: ({ position = '1' }) => `?position=${position}`,
  proveConsistency: () => '?from=1',
};

/** The operation's path with its parameters filled in, and what its query has to say. */
export const pathTo = ({ operationId, template }: DocumentedOperation, parameters: Readonly<Record<string, string>> = {}): string =>
  template.replaceAll(/\{(\w+)\}/g, (_all, name: string) => parameters[name] ?? 'nothing') + (NEEDED_QUERIES[operationId]?.(parameters) ?? '');

/** Whether the method has a body that the server reads. */
export const readsBody = ({ method }: DocumentedOperation): boolean => method !== 'GET';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** A request as no HTTP client sends it. @param lines header lines besides Host */
export async function sendRaw(url: string, method: string, path: string, lines: readonly string[]): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write([`${method} ${path} HTTP/1.1`, 'Host: x', ...lines, 'Connection: close', '', ''].join('\r\n'), 'latin1');
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  const [head = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n');
  const [statusLine = '', ...headers] = head.split('\r\n');
  return { status: Number(statusLine.split(' ')[1]), headers: new Headers(headers.map((line) => line.split(/: ?(.*)/s).slice(0, 2) as [string, string])), body };
}
