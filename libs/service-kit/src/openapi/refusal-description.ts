import type { HeaderDescription, RefusalStatus } from './route-description.js';

/** When a route answers with a problem of this status, and with which headers besides those of every problem. */
export interface RefusalDescription {
  readonly status: RefusalStatus;
  /** A sentence. */
  readonly description: string;
  readonly headers?: Readonly<Record<string, HeaderDescription>>;
}
