// Our whole check behind the leanest server there is, the one that better-auth's is behind.
import { CLIENT_ADDRESS, IssuedTokens } from '../../replica/issued-tokens.js';
import { openReplica } from '../../replica/open-replica.js';
import { serveChecks } from './check-server.js';

export interface OurCheckTask {
  readonly tokens: number;
  /** How many of their secrets are presented, by turns. */
  readonly presented: number;
}

export interface OurCheckReady {
  readonly url: string;
  readonly secrets: readonly string[];
}

process.on('disconnect', () => process.exit(0));
const { tokens, presented } = JSON.parse(process.argv[2] ?? '{}') as OurCheckTask;
const issued = new IssuedTokens(1, tokens);
const { replica } = await openReplica(issued);
const request = { address: CLIENT_ADDRESS, requiredScopes: ['items:read'] } as const;
const ready: OurCheckReady = {
  url: await serveChecks((secret) => replica.check(secret, request).outcome === 'allowed'),
  secrets: Array.from({ length: presented }, (_, index) => issued.secret(index)),
};
process.send?.(ready);
