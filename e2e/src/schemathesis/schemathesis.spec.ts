import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { readFirstRun } from '../first-run.js';
import { Installation, type RunningInstallation } from '../installation.js';
import { Operator, type TokenWish } from '../operator.js';
import { fuzz, type Fuzzing } from './fuzz.js';
import { installSchemathesis } from './python.js';

const schemathesis = await installSchemathesis();
const isRequired = process.env['CI'] === 'true' || process.env['REQUIRE_KAFKA'] === '1';
const why = 'unavailable' in schemathesis ? schemathesis.unavailable : undefined;
/** Where everything is required, the missing tool is a failure; elsewhere it is said. */
const test = why === undefined || isRequired ? it : it.skip;
const suffix = why === undefined ? '' : ` (not run: ${why})`;

const WITHIN_MS = 360_000;

let installation: Installation;
let running: RunningInstallation;
let operator: Operator;
let bearer: string;

const bearerOf = async (wish: Omit<TokenWish, 'name'>): Promise<string> => `Authorization: Bearer ${(await operator.issue({ name: 'Schemathesis', ...wish })).token}`;

describe('what schemathesis makes of the documents', () => {
  beforeAll(async () => {
    if (why !== undefined) return;
    installation = new Installation();
    running = await installation.start();
    const { email, password } = readFirstRun(running.printed);
    operator = await Operator.logIn(running.tokenServiceUrl, email, password);
    bearer = await bearerOf({ bundle: 'read-only' });
  }, 180_000);
  afterAll(async () => {
    if (why === undefined) await installation.remove();
  }, 60_000);

  async function expectNothingFound(run: Omit<Fuzzing, 'command' | 'withinMs'>): Promise<void> {
    if ('unavailable' in schemathesis) throw new Error(`schemathesis cannot be had: ${schemathesis.unavailable}`);
    const { exitCode, output, cases, operations } = await fuzz({ ...run, command: schemathesis.command, withinMs: WITHIN_MS });
    if (exitCode !== 0) throw new Error(`${output}\n(exit code ${exitCode ?? 'none: it took too long'})`);
    expect(operations.tested).toBe(operations.selected);
    expect(operations.selected).toBeGreaterThan(0);
    expect(cases).toBeGreaterThan(operations.selected * 5);
  }

  test(`inventory-public-api answers every request as its document says, called with a token${suffix}`, async () => {
    await expectNothingFound({ url: running.inventoryUrl, credentials: bearer });
  }, WITHIN_MS + 10_000);

  test(`token-service answers every request as its document says, called in a session${suffix}`, async () => {
    // Only what ends the session itself is left out, or the account's next log-in, as wrong passwords do; revoking tokens by the thousand ends none.
    const without = ['logOut', 'endSession', 'confirmSession', 'changePassword'].flatMap((id) => ['--exclude-operation-id', id]);
    await expectNothingFound({ url: running.tokenServiceUrl, credentials: `Cookie: ${operator.cookie}`, args: without });
  }, WITHIN_MS + 10_000);

  test(`token-service answers a token as its document says, also where it wants a session${suffix}`, async () => {
    // What was sent in a session may have ended it, and have given the workspace a maximum lifetime: a day, at least.
    const { email, password } = readFirstRun(running.printed);
    // What was sent just before may have used up the log-ins of this address for some seconds.
    operator = await eventually(() => Operator.logIn(running.tokenServiceUrl, email, password), { timeoutMs: 60_000, intervalMs: 1_000 });
    const manager = await bearerOf({ scopes: ['api_token:manage'], expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    const only = ['showSession', 'logOut', 'showApiToken', 'listApiTokens', 'showOwnApiToken', 'listScopes', 'introspectToken', 'showWorkspace', 'updateWorkspace', 'endSession', 'confirmSession', 'changePassword', 'listUsers'].flatMap((id) => ['--include-operation-id', id]);
    await expectNothingFound({ url: running.tokenServiceUrl, credentials: manager, args: only });
  }, WITHIN_MS + 10_000);
});
