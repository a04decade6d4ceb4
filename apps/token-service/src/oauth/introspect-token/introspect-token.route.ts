import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { clientAddress, UNKNOWN_ADDRESS } from '@portcullis/ip-allowlist';
import { RequireScopes } from '@portcullis/nest-auth';
import { Describe, noStoreHeader } from '@portcullis/service-kit';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { requireToken } from '../../identity/authenticate-caller/require-token.js';
import { LimitedByAddress } from '../../request-limits/limited-by-address.js';
import { oauthForm, parseOAuthForm, presentedToken } from '../oauth-form.js';
import { type Introspection, introspectionSchema } from './introspection.js';
import { TokenIntrospection } from './token-introspection.js';

const address = z
  .string()
  .transform((text, context) => {
    if (text === '') return undefined;
    const normal = clientAddress(text, undefined, undefined);
    if (normal !== UNKNOWN_ADDRESS) return normal;
    context.addIssue('Must be an IPv4 or IPv6 address.');
    return z.NEVER;
  })
  .meta({ override: { anyOf: [{ type: 'string', format: 'ipv4' }, { type: 'string', format: 'ipv6' }, { type: 'string', maxLength: 0 }] } });

const introspectionForm = oauthForm({
  ...presentedToken,
  client_address: address.optional().meta({ description: 'From where the call came that carries the token: it is active only if it may be used from there, and a use is counted.' }),
});

/** A service behind one address asks with each of its calls, or keeps the answer for some seconds. */
const INTROSPECTION_LIMIT = { name: 'introspection', perMinute: 6_000, burst: 600 };

@Controller('oauth')
export class IntrospectTokenRoute {
  constructor(private readonly introspection: TokenIntrospection) {}

  /** A token asks, not a person: an answer to a page could be read by whatever runs in it, and people have the list. */
  @Post('introspect')
  @HttpCode(200)
  @RequireScopes('api_token:manage')
  @LimitedByAddress(INTROSPECTION_LIMIT)
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'introspectToken',
    summary: 'Ask whether a token is live',
    description:
      'RFC 7662, for services that cannot hold a replica. Of whatever is no live token of the workspace the answer is `{"active": false}` and nothing else. It is as of now: whoever keeps it lets a token live for so long after its revocation. A session is refused with `token_required`.',
    tag: 'OAuth',
    form: introspectionForm,
    answers: { 200: { description: 'What it is, or that it is not live.', schema: introspectionSchema, headers: noStoreHeader } },
    refusals: [429],
  })
  introspect(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<Introspection> {
    const { workspaceId } = requireToken(caller);
    const form = parseOAuthForm(introspectionForm, body);
    return this.introspection.introspect({ token: form.token, workspaceId, clientAddress: form.client_address });
  }
}
