import type { ZodOpenApiOperationObject } from 'zod-openapi';
import type { AccessDescription } from './access-descriptions.js';
import { responsesOf } from './answers.js';
import type { Route } from './application-routes.js';
import { conditionalHeaders, withEntityTag } from './entity-tag.js';
import type { RouteDescription } from './route-description.js';
import { declaredRefusal, serverRefusals } from './server-refusals.js';

/** One operation of the document. @param access of each guard that asks something of its callers; none: it is public */
export function operationOf(route: Route, description: RouteDescription, access: readonly AccessDescription[]): ZodOpenApiOperationObject {
  const { operationId, summary, tag, refusals = [] } = description;
  const answers = withEntityTag(route, description.answers);
  const scopes = [...new Set(access.flatMap(({ requiredScopes }) => requiredScopes))];
  return {
    operationId,
    summary,
    tags: [tag],
    ...describedBy(description, scopes),
    // Each guard's way is an alternative.
    security: access.map(({ security }) => security).filter((security) => security !== undefined),
    ...(scopes.length > 0 && { 'x-required-scopes': scopes }),
    ...inputOf({ ...description, headers: conditionalHeaders(description, answers) }),
    responses: responsesOf(answers, [
      ...access.flatMap((of) => of.refusals),
      ...serverRefusals(route, description),
      ...refusals.map(declaredRefusal),
    ]),
  };
}

function describedBy({ description }: RouteDescription, scopes: readonly string[]): { description?: string } {
  const sentences = [description, scopes.length > 0 ? `Needs ${scopes.map((scope) => `\`${scope}\``).join(' and ')}.` : undefined];
  const text = sentences.filter((sentence) => sentence !== undefined).join('\n\n');
  return text === '' ? {} : { description: text };
}

type Input = Pick<RouteDescription, 'params' | 'query' | 'body' | 'form'> & { readonly headers: RouteDescription['headers'] | undefined };

function inputOf({ params, query, headers, body, form }: Input): Pick<ZodOpenApiOperationObject, 'requestParams' | 'requestBody'> {
  const content = body ? { 'application/json': { schema: body } } : form && { 'application/x-www-form-urlencoded': { schema: form } };
  const given = body ?? form;
  return {
    requestParams: { ...(params && { path: params }), ...(query && { query }), ...(headers && { header: headers }) },
    ...(content && given && { requestBody: { content, required: !given.safeParse(undefined).success } }),
  };
}
