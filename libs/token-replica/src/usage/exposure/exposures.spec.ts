import { describe, expect, it } from '@jest/globals';
import { type ExposureReport, parseUsageTold } from '@portcullis/messages';
import { TokenContent } from '../../content/token-content.js';
import { stateMessage } from '../../messages.spec-kit.js';
import { GuardedRoutes } from '../guarded-routes.js';
import { UsageCounters } from '../usage-counters.js';
import { Exposures } from './exposures.js';

const [FIRST, SECOND] = ['1'.repeat(32), '2'.repeat(32)];

/** One process: its copy of tokens, its calls, its nonces. */
class Process {
  readonly content = new TokenContent();
  readonly routes = new GuardedRoutes();
  counters = new UsageCounters('inventory', FIRST, 0);
  readonly exposures = new Exposures('inventory', this.counters, this.routes);
  readonly items = this.routes.number({ route: 'GET /api/v1/items', scopes: ['items:read'] });
  private position = 0;

  issue(...tokens: string[]): this {
    for (const token of tokens) this.content.apply(token, stateMessage(token, 1, { position: (this.position += 1) }));
    return this;
  }

  call(token: string, times = 1, address = '192.0.2.1', atMs = 1_000): void {
    for (let time = 0; time < times; time += 1) this.counters.accepted(this.content, this.content.ids.find(token), atMs + time, address, this.items);
  }

  close(token: string, status: 'revoked' | 'disabled' = 'revoked'): number {
    const applied = this.content.apply(token, stateMessage(token, 2, { status, position: (this.position += 1) }));
    if (applied.result !== 'applied' || applied.closes === undefined) throw new Error('it closes the token');
    this.exposures.closed(this.content, applied.closes, applied.position);
    return applied.position;
  }

  /** Revokes a token that is disabled. */
  revokeClosed(token: string): number {
    const applied = this.content.apply(token, stateMessage(token, 3, { status: 'revoked', position: (this.position += 1) }));
    if (applied.result !== 'applied' || applied.enabled || applied.closes !== undefined) throw new Error('it was closed');
    this.exposures.stayedClosed(applied.position);
    return applied.position;
  }

  redraw(): void {
    this.counters = new UsageCounters('inventory', SECOND, this.counters.lastUse());
    this.exposures.begin(this.counters);
  }

  told(): ExposureReport[] {
    const all: ExposureReport[] = [];
    for (let records = this.exposures.next(); records.length > 0; records = this.exposures.next()) {
      for (const { value } of records) {
        const parsed = parseUsageTold(Buffer.from(value as string));
        if (!parsed.ok || parsed.value.kind !== 'exposure') throw new Error('it tells an exposure');
        all.push(parsed.value.value);
      }
      this.exposures.arrived();
    }
    return all;
  }
}

describe('what was accepted before a token was closed here', () => {
  it('is every call since the sending of the nonce that was known last, by route and address', () => {
    const process = new Process().issue('tok_a', 'tok_b');
    process.exposures.sending(1);
    process.call('tok_a', 3);
    process.exposures.sending(2);
    process.call('tok_a', 2);
    process.call('tok_b');
    process.exposures.counted(2, 2);
    process.call('tok_a', 1, '192.0.2.7', 5_000);
    const position = process.close('tok_a');
    expect(process.told()).toEqual([
      {
        schema: 1, kind: 'exposure', service: 'inventory', boot: FIRST, upTo: position, unsureTo: 0,
        closings: [{
          tokenId: 'tok_a', position, complete: true, calls: 3, firstAt: '1970-01-01T00:00:01.000Z', lastAt: '1970-01-01T00:00:05.000Z',
          groups: [
            { route: 'GET /api/v1/items', address: '192.0.2.1', calls: 2, firstAt: '1970-01-01T00:00:01.000Z', lastAt: '1970-01-01T00:00:01.001Z' },
            { route: 'GET /api/v1/items', address: '192.0.2.7', calls: 1, firstAt: '1970-01-01T00:00:05.000Z', lastAt: '1970-01-01T00:00:05.000Z' },
          ],
        }],
      },
    ]);
  });

  it('is told as none where there was none: how far it is told moves all the same', () => {
    const process = new Process().issue('tok_a', 'tok_b');
    process.call('tok_b');
    const position = process.close('tok_a', 'disabled');
    expect(process.told()).toMatchObject([{ upTo: position, unsureTo: 0, closings: [] }]);
    expect(process.told()).toEqual([]);
  });

  it('is not complete where the ring came round since, and never more than was accepted', () => {
    const process = new Process().issue('tok_a', 'tok_b');
    process.exposures.sending(1);
    process.exposures.counted(1, 2);
    process.call('tok_a', 10);
    process.call('tok_b', 70_000);
    process.call('tok_a', 4);
    process.close('tok_a');
    expect(process.told()).toMatchObject([{ closings: [{ tokenId: 'tok_a', complete: false, calls: 4 }] }]);
  });

  it('cannot be said where none of the remembered calls is the token’s and others were forgotten', () => {
    const process = new Process().issue('tok_a', 'tok_b');
    process.call('tok_a');
    process.call('tok_b', 70_000);
    const position = process.close('tok_a');
    expect(process.told()).toMatchObject([{ upTo: position, unsureTo: position, closings: [] }]);
  });

  it('is told of the boot that accepted it, also where the process goes on as another; that one ends with the first record that counts', () => {
    const process = new Process().issue('tok_a');
    process.exposures.sending(1);
    process.call('tok_a', 2);
    process.redraw();
    process.call('tok_a', 3);
    const position = process.close('tok_a');
    expect(process.told()).toMatchObject([{ boot: FIRST, upTo: position, closings: [{ calls: 2 }] }, { boot: SECOND, upTo: position, closings: [{ calls: 3 }] }]);
    process.exposures.sending(2);
    process.exposures.counted(2, 9);
    expect(process.told()).toMatchObject([{ boot: FIRST, upTo: 9, closings: [] }]);
    process.exposures.unsure(12);
    expect(process.told()).toMatchObject([{ boot: SECOND, upTo: 12, unsureTo: 12 }]);
  });

  it('is told in parts of bounded size when thousands of tokens are closed at once', () => {
    const tokens = Array.from({ length: 2_100 }, (_, at) => `tok_${String(at).padStart(22, '0')}`);
    const process = new Process().issue(...tokens);
    for (const token of tokens) process.call(token);
    let position = 0;
    for (const token of tokens) position = process.close(token);
    const told = process.told();
    expect(Math.max(...told.map(({ closings }) => closings.length))).toBe(50);
    expect(told.flatMap(({ closings }) => closings)).toHaveLength(2_000);
    expect(told.at(-1)).toMatchObject({ upTo: position, unsureTo: position });
    expect(told.slice(0, -1).every(({ upTo }) => upTo === 0)).toBe(true);
  });

  it('is told by the last report as by all before it, as compaction may keep no other', () => {
    const process = new Process().issue('tok_a', 'tok_b');
    process.call('tok_b');
    process.exposures.unsure(40);
    expect(process.told()).toMatchObject([{ upTo: 40, unsureTo: 40 }]);
    process.close('tok_a');
    expect(process.told()).toMatchObject([{ upTo: 40, unsureTo: 40, closings: [] }]);
    process.exposures.unsure(50);
    expect(process.told()).toMatchObject([{ upTo: 50, unsureTo: 50 }]);
  });

  it('cannot be said of any change where the history is another one', () => {
    const process = new Process().issue('tok_a');
    process.call('tok_a');
    process.exposures.otherHistory();
    process.redraw();
    process.call('tok_a');
    const position = process.close('tok_a');
    const every = Number.MAX_SAFE_INTEGER;
    expect(process.told()).toMatchObject([{ boot: FIRST, unsureTo: every }, { boot: SECOND, upTo: position, unsureTo: 0, closings: [{ calls: 1 }] }]);
    process.exposures.sending(1);
    process.exposures.counted(1, 9);
    expect(process.told()).toMatchObject([{ boot: FIRST, unsureTo: every }]);
  });

  it('goes on being told where a token that is disabled already is revoked', () => {
    const process = new Process().issue('tok_a');
    process.call('tok_a');
    process.close('tok_a', 'disabled');
    process.told();
    const position = process.revokeClosed('tok_a');
    expect(process.told()).toMatchObject([{ upTo: position, unsureTo: 0, closings: [] }]);
  });

  it('needs no more memory while no nonce is echoed: those forgotten make the bound more generous', () => {
    const process = new Process().issue('tok_a');
    process.call('tok_a', 2);
    process.exposures.sending(1);
    for (let nonce = 2; nonce <= 1_001; nonce += 1) process.exposures.sending(nonce);
    process.exposures.counted(1, 1);
    process.close('tok_a');
    expect(process.told()).toMatchObject([{ closings: [{ complete: true, calls: 2 }] }]);
  });
});
