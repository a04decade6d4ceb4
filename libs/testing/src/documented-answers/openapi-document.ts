/** What we read of an OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
}

export interface DocumentedOperation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, DocumentedResponse>>;
}

export interface DocumentedResponse {
  readonly headers?: Readonly<Record<string, { readonly required?: boolean; readonly schema: object }>>;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

/** An operation and where it stands in the document. */
export interface FoundOperation extends DocumentedOperation {
  /** JSON pointer segments: `paths`, the path, the method. */
  readonly place: readonly string[];
}

/** What the document says about a method on a concrete path (without query). HEAD is GET without a body. */
export type Lookup =
  | { readonly found: 'operation'; readonly operation: FoundOperation }
  | { readonly found: 'path'; readonly methods: readonly string[] }
  | { readonly found: 'nothing' };

export function lookUp(document: OpenApiDocument, method: string, path: string): Lookup {
  const matching = Object.keys(document.paths)
    .filter((template) => patternOf(template).test(path))
    .sort((one, other) => parametersIn(one) - parametersIn(other));
  const wanted = method === 'HEAD' ? 'get' : method.toLowerCase();
  for (const template of matching) {
    const operation = document.paths[template]?.[wanted];
    if (operation) return { found: 'operation', operation: { ...operation, place: ['paths', template, wanted] } };
  }
  const methods = matching.flatMap((template) => Object.keys(document.paths[template] ?? {})).map((name) => name.toUpperCase());
  return methods.length > 0 ? { found: 'path', methods } : { found: 'nothing' };
}

const parametersIn = (template: string): number => template.split('{').length;

function patternOf(template: string): RegExp {
  const source = template.replaceAll(/[$()*+.?[\\\]^|]/g, String.raw`\$&`).replaceAll(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${source}$`);
}
