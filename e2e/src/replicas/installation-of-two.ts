import { expect } from '@jest/globals';
import type { Answer as AnswerOf, Receipt, Replica } from '@portcullis/management-client';
import { eventually } from '@portcullis/testing';
import { startWorld } from '../faults/world/start-world.js';
import type { ServiceProcess } from '../faults/world/service-process.js';
import { type LogKind, SHORT_BOUND_MS, type World } from '../faults/world/world.js';
import { type Answer, call, type Json, objectIn } from '../json-answer.js';
import { callItems, type IssuedToken, Operator } from '../operator.js';

const CALLS_AT_ONCE = 16;

/** Two token-services and two inventory processes, as real processes over one log, and their owner. */
export class InstallationOfTwo {
  private constructor(
    readonly world: World,
    /** The owner, at the first token-service and at the second. */
    readonly operators: readonly [Operator, Operator],
    /** Good through all of it. */
    readonly kept: IssuedToken,
  ) {}

  static async start(log: LogKind): Promise<InstallationOfTwo> {
    const world = await startWorld(log, SHORT_BOUND_MS);
    try {
      const { email, password } = world.owners[0];
      const [first, second] = world.tokenServices;
      const operators = [await Operator.logIn(first.url, email, password), await Operator.logIn(second.url, email, password)] as const;
      return new InstallationOfTwo(world, operators, await operators[0].issue({ name: 'Kept', scopes: ['items:read'] }));
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  get operator(): Operator {
    return this.operators[0];
  }

  async end(): Promise<void> {
    await this.world.stop();
    this.world.remove();
  }

  /** What a replica says of itself. */
  async stateOf(replica: ServiceProcess): Promise<Json> {
    const { body } = await call(`${replica.url}/health`);
    return objectIn(objectIn(body, 'parts'), 'replica');
  }

  /** What a token-service says, in its list, of the replica with this boot; empty where it does not know it. */
  async listed(operator: Operator, boot: unknown): Promise<Partial<Replica>> {
    return (await operator.replicas()).body.data.find((one) => one.boot === boot) ?? {};
  }

  /** Statuses that a replica answers for each of the tokens, each with how often; a 503 is asked again, as clients do. */
  async answersOf(replica: ServiceProcess, tokens: readonly IssuedToken[]): Promise<Readonly<Record<number, number>>> {
    const left = [...tokens];
    const counts: Record<number, number> = {};
    const askInTurn = async (): Promise<void> => {
      for (let one = left.pop(); one !== undefined; one = left.pop()) {
        const status = await this.decided(replica, one.token);
        counts[status] = (counts[status] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: CALLS_AT_ONCE }, askInTurn));
    return counts;
  }

  items(replica: ServiceProcess, { token }: IssuedToken): Promise<Answer> {
    return callItems(replica.url, token, '?limit=1');
  }

  /** Resolves once both replicas serve and every change is confirmed at once. */
  async isWhole(): Promise<void> {
    await eventually(
      async () => {
        for (const replica of this.world.replicas) expect((await this.items(replica, this.kept)).status).toBe(200);
        expect((await this.operator.issue({ name: 'Is it whole?', scopes: ['items:read'] })).answer.status).toBe(201);
      },
      { timeoutMs: 60_000, intervalMs: 200 },
    );
  }

  private decided(replica: ServiceProcess, token: string): Promise<number> {
    return eventually(
      async () => {
        const { status } = await callItems(replica.url, token, '?limit=1');
        expect(status).not.toBe(503);
        return status;
      },
      { timeoutMs: 10_000 },
    );
  }
}

/** The receipt once it says that the change is confirmed, asked again where the answer did not wait long enough. */
export async function confirmedReceipt(operator: Operator, { body: { receipt } }: AnswerOf<{ readonly receipt: Receipt | null }>, withinMs = 10_000): Promise<Receipt> {
  if (receipt === null) throw new Error('There is no receipt.');
  if (receipt.confirmed) return receipt;
  return eventually(
    async () => {
      const { body } = await operator.receipt(receipt.position);
      expect(body).toMatchObject({ confirmed: true });
      return body;
    },
    { timeoutMs: withinMs, intervalMs: 50 },
  );
}
