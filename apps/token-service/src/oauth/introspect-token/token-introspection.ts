import { Inject, Injectable } from '@nestjs/common';
import { type Configuration, CONFIGURATION } from '../../configuration.js';
import { DatabaseTokenChecker } from '../../tokens/bearer-check/database-token-checker.js';
import { ApiTokens } from '../../tokens/read-model/api-tokens.js';
import { activeAs, inactive, type Introspection } from './introspection.js';

/** What is asked about a token, and by whom. */
export interface IntrospectionRequest {
  /** Any text. */
  readonly token: string;
  /** Of whoever asks; another's token is as one that never was. */
  readonly workspaceId: string;
  /** Of the call that carries the token, in normal form; undefined: nobody says. */
  readonly clientAddress: string | undefined;
}

/** Whether a token is live, as the gate of this service would find it with the next call. */
@Injectable()
export class TokenIntrospection {
  constructor(
    private readonly checker: DatabaseTokenChecker,
    private readonly tokens: ApiTokens,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async introspect({ token, workspaceId, clientAddress }: IntrospectionRequest): Promise<Introspection> {
    const bearer = await this.checker.introspect(token, workspaceId, clientAddress);
    // A look of its own, at what never changes: all else is of one moment.
    const issued = bearer && (await this.tokens.find(workspaceId, bearer.principal.tokenId));
    return issued ? activeAs(bearer, issued.createdAt, this.configuration.publicOrigins[0] ?? 'portcullis') : inactive;
  }
}
