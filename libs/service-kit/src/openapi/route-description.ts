import type * as z from 'zod';

/** A header of an answer; a schema that takes undefined says that the header is not always there. */
export interface HeaderDescription {
  readonly description: string;
  readonly schema: z.ZodType;
}

/** One answer that a route gives when it does what it was asked; problems are refusals. */
export interface AnswerDescription {
  readonly description: string;
  /** Left out where the answer has no body. */
  readonly schema?: z.ZodType;
  /** Of the schema; `application/json` where left out. */
  readonly mediaType?: string;
  /** Instead of `schema`, where there are several: media type to schema. */
  readonly content?: Readonly<Record<string, z.ZodType>>;
  /** Header name to what it holds; those that every answer has stand in the document anyway. */
  readonly headers?: Readonly<Record<string, HeaderDescription>>;
}

/** Statuses that are answered with a problem document. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 406 | 408 | 409 | 412 | 413 | 415 | 417 | 422 | 428 | 429 | 431 | 503;

/** What a route takes and answers. Its schemas are those that it parses with and its views are typed by. */
export interface RouteDescription {
  /** Unique in the service: `listItems`. */
  readonly operationId: string;
  readonly summary: string;
  /** CommonMark. */
  readonly description?: string;
  /** The group it is shown in: `Items`. */
  readonly tag: string;
  /** What the path's parameters are parsed with; each name of the path has to be there. */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  /** A JSON body; it may be left out where the schema takes undefined. */
  readonly body?: z.ZodType;
  /** An `application/x-www-form-urlencoded` body. */
  readonly form?: z.ZodObject;
  /** The successes, by status: 200, 201, 202, 204, 304. */
  readonly answers: Readonly<Record<number, AnswerDescription>>;
  /** Problems besides those that follow from the route's mark and its input, such as 404, 409, 412. */
  readonly refusals?: readonly RefusalStatus[];
}
