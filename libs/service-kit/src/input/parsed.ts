import { Body, Param, Query } from '@nestjs/common';
import type * as z from 'zod';
import { parseBody, parseForm, parseParams, parseQuery } from './parse-input.js';

/** Route parameter holding the JSON body as the schema makes it; see parseBody for what is refused. */
export const ParsedBody = (schema: z.ZodType): ParameterDecorator =>
  Body({ transform: (body: unknown) => parseBody(schema, body) });

/** Route parameter holding the form body as the schema makes it. */
export const ParsedForm = (schema: z.ZodType): ParameterDecorator =>
  Body({ transform: (body: unknown) => parseForm(schema, body) });

/** Route parameter holding the query as the schema makes it. */
export const ParsedQuery = (schema: z.ZodType): ParameterDecorator =>
  Query({ transform: (query: unknown) => parseQuery(schema, query) });

/** Route parameter holding the path parameters as the schema makes them. */
export const ParsedParams = (schema: z.ZodType): ParameterDecorator =>
  Param({ transform: (params: unknown) => parseParams(schema, params) });
