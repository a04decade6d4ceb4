import { expect } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { readFirstRun } from '../first-run.js';
import type { RunningInstallation } from '../installation.js';
import { type Answer, call, type Json } from '../json-answer.js';
import { callItems, type IssuedToken, Operator } from '../operator.js';

/** A person with one token, who looks whether both services still serve them; through every start on the same ports. */
export class Tenant {
  private constructor(
    private readonly running: RunningInstallation,
    readonly operator: Operator,
    readonly token: IssuedToken,
  ) {}

  static async of(running: RunningInstallation): Promise<Tenant> {
    const { email, password } = readFirstRun(running.printed);
    const operator = await Operator.logIn(running.tokenServiceUrl, email, password);
    return new Tenant(running, operator, await operator.issue({ name: 'Kept', scopes: ['items:read'] }));
  }

  items(token = this.token.token): Promise<Answer> {
    return callItems(this.running.inventoryUrl, token, '?limit=1');
  }

  async health(service: 'tokenServiceUrl' | 'inventoryUrl'): Promise<Json> {
    return (await call(`${this.running[service]}/health`)).body;
  }

  /** Resolves once both services serve and say that they are well: by themselves, as nobody does anything here. */
  async isServed(withinMs = 30_000): Promise<void> {
    await eventually(
      async () => {
        expect((await this.items()).status).toBe(200);
        expect((await this.operator.show(this.token.id)).status).toBe(200);
        expect([(await this.health('tokenServiceUrl'))['status'], (await this.health('inventoryUrl'))['status']]).toEqual(['ok', 'ok']);
      },
      { timeoutMs: withinMs, intervalMs: 100 },
    );
  }

  /** Resolves once the inventory refuses a token that is good, as it cannot know that any more. */
  async isRefusedAsStale(withinMs: number): Promise<void> {
    await eventually(
      async () => {
        const answer = await this.items();
        expect([answer.status, answer.body['code']]).toEqual([503, 'replica_not_fresh']);
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      },
      { timeoutMs: withinMs, intervalMs: 50 },
    );
  }
}
