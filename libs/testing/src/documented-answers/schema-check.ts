import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenApiDocument } from './openapi-document.js';

const NAME = 'document';

/** Validates values against schemas that stand anywhere in the document. */
export class SchemaCheck {
  private readonly ajv: Ajv2020;

  constructor(document: OpenApiDocument) {
    // Not strict: a document has members that are no keywords of JSON Schema.
    this.ajv = new Ajv2020({ allErrors: true, strict: false, validateSchema: false });
    addFormats.default(this.ajv);
    this.ajv.addSchema(document, NAME);
  }

  /** What is wrong with the value, a line each: the pointer to it, and what it must be. @param at pointer segments of the schema */
  wrong(at: readonly string[], value: unknown): readonly string[] {
    const pointer = at.map((segment) => `/${encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');
    const validate = this.ajv.getSchema(`${NAME}#${pointer}`);
    if (!validate) return [` has no schema at ${pointer}`];
    if (validate(value) === true) return [];
    return (validate.errors ?? []).map(({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  }
}
