import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandLineOf } from '../processes.js';
import { describeBodies } from './describe-bodies.js';
import { describeClientAddress } from './describe-client-address.js';
import { describeCursors } from './describe-cursors.js';
import { describeFraming } from './describe-framing.js';
import { describeGate } from './describe-gate.js';
import { describeMethods } from './describe-methods.js';
import { describePaths } from './describe-paths.js';
import { describeQueries } from './describe-queries.js';
import { describeSlowClients } from './describe-slow-clients.js';
import { describeTenants } from './describe-tenants.js';
import { type HostileWorld, startHostileWorld } from './hostile-world.js';
import { faultsInLogs } from './log-faults.js';

let world: HostileWorld;
let family: readonly number[];
const get = (): HostileWorld => world;

beforeAll(async () => {
  world = await startHostileWorld();
  family = servicesOf(world);
}, 240_000);
// Looks for every secret that was made here in every log.
afterAll(async () => {
  await world.installation.remove();
}, 60_000);

/** Ids of the services' processes: PostgreSQL starts and ends some of its own with every connection. */
function servicesOf({ running }: HostileWorld): readonly number[] {
  return running.children().filter((pid) => /(?:token-service|inventory-public-api)\/dist\/main\.js/.test(commandLineOf(pid)));
}

describe('credentials', () => { describeGate(get); });
describe('a query', () => { describeQueries(get); });
describe('a body', () => { describeBodies(get); });
describe('a path', () => { describePaths(get); });
describe('a method', () => { describeMethods(get); });
describe('a cursor', () => { describeCursors(get); });
describe('another workspace', () => { describeTenants(get); });
describe('on the wire', () => { describeFraming(get); });
describe('the address of a caller, reported by a trusted proxy', () => { describeClientAddress(get); });

describe('after all that', () => {
  it('the same processes serve, and their logs tell of no fault', () => {
    expect(servicesOf(world)).toEqual(family);
    expect(faultsInLogs(world.installation.dataFolder)).toEqual([]);
  });
});

// Last, as it ends with the processes.
describe('slow clients', () => { describeSlowClients(get); });
