import type { AccessDescriber, RefusalDescription } from '@portcullis/service-kit';

/** A kind of credentials as the OpenAPI document names it. */
export interface DescribedCredentials {
  /** Of the security scheme: `session`. */
  readonly name: string;
  readonly scheme: AccessDescriber['securitySchemes'][string];
  /** What it adds to what the gate answers of any credentials. */
  readonly refusals: readonly RefusalDescription[];
}
