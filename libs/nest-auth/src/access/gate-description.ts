import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type AccessDescriber,
  AccessDescriptions,
  exactHeader,
  patternHeader,
  type RefusalDescription,
  retryAfterHeader,
  sometimes,
} from '@portcullis/service-kit';
import { CREDENTIAL_RESOLVER, type CredentialResolver } from '../credentials/credential-resolver.js';
import type { DescribedCredentials } from '../credentials/described-credentials.js';
import { RouteMarks } from './route-marks.js';

const CHALLENGE = 'What the gate asks for (RFC 6750 §3).';

/** What the gate answers instead of a route that it stands before. */
const REFUSALS: readonly RefusalDescription[] = [
  {
    status: 400,
    description: 'The credentials are malformed, of two kinds, or not in the Authorization header (`invalid_request`).',
    headers: exactHeader('WWW-Authenticate', CHALLENGE, ['Bearer realm="portcullis", error="invalid_request"']),
  },
  {
    status: 401,
    description: 'No credentials (`unauthenticated`), or a token that is not live, for whatever reason (`invalid_token`).',
    headers: exactHeader('WWW-Authenticate', CHALLENGE, ['Bearer realm="portcullis"', 'Bearer realm="portcullis", error="invalid_token"']),
  },
  {
    status: 403,
    description: 'The token lacks a scope (`insufficient_scope`), or may not be used from this address (`address_not_allowed`).',
    headers: sometimes(patternHeader('WWW-Authenticate', CHALLENGE, /^Bearer realm="portcullis", error="insufficient_scope", scope="[^"]+"$/)),
  },
  {
    status: 503,
    description: 'Tokens cannot be checked at the moment: nothing is wrong with this one.',
    headers: retryAfterHeader,
  },
];

const bearer: DescribedCredentials = {
  name: 'bearer',
  scheme: { type: 'http', scheme: 'bearer', description: 'An API token in the Authorization header (RFC 6750 §2.1).' },
  refusals: REFUSALS,
};

/** The gate in the document of the service: each kind of credentials that it admits is one way in. */
@Injectable()
export class GateDescription implements OnModuleInit {
  constructor(
    private readonly marks: RouteMarks,
    private readonly descriptions: AccessDescriptions,
    @Inject(CREDENTIAL_RESOLVER) private readonly resolver: CredentialResolver | undefined,
  ) {}

  onModuleInit(): void {
    for (const credentials of [bearer, this.resolver?.described]) {
      if (credentials) this.descriptions.add(this.describerOf(credentials));
    }
  }

  private describerOf({ name, scheme, refusals }: DescribedCredentials): AccessDescriber {
    return {
      securitySchemes: { [name]: scheme },
      describe: ({ controller, handler }) => {
        const access = this.marks.of(controller, handler);
        if (access.kind === 'public') return undefined;
        const isRefused = name === bearer.name && (this.resolver?.isOnlyWay?.(handler) ?? false);
        return { security: isRefused ? undefined : { [name]: [] }, requiredScopes: access.scopes, refusals };
      },
    };
  }
}
