import { describe, expect, it } from '@jest/globals';
import type { Query } from '@portcullis/event-store';
import type { Log, LogProducer } from '@portcullis/log';
import type { Healing } from './healing.js';
import { TermOfOffice } from './term-of-office.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const healing = { sendNext: () => Promise.resolve(false) } as unknown as Healing;
/** As after a takeover: no row carries this term's epoch. */
const deposed: Query = () => Promise.resolve([]);

function termOn(log: Partial<Log>, query = deposed, given: string[] = []): TermOfOffice {
  return new TermOfOffice({
    log: log as Log,
    query,
    term: { epoch: 1, checkpoint: { position: 0, digest: 0n } },
    copyNonces: () => [],
    sawCommitted: () => undefined,
    healing,
    onRound: () => undefined,
    giveBack: () => Promise.resolve(void given.push('lease')),
    logger: quiet,
  });
}

describe('a term of office', () => {
  it('asks for no empty round behind one that sent something: the store tells of what is committed next', async () => {
    const sends: number[] = [];
    const producer = { send: (records: readonly unknown[]) => Promise.resolve(void sends.push(records.length)) } as unknown as LogProducer;
    const message = { position: '1', key: 'tok_a', bytes: Buffer.from('{}'), digest_part: '1', previous_digest_part: null };
    const store = ((sql: string) => Promise.resolve(sql.includes('pg_is_in_recovery') ? [{ store_id: 'sto_1', head: '1', echoable: [], ...message }] : [{ moved: true }])) as Query;
    const term = termOn({ openProducer: () => Promise.resolve(producer) }, store);
    expect([await term.work(), sends]).toEqual([false, [2]]);
  });

  it('closes its producer when it finds itself deposed, and then gives back what may still be its own', async () => {
    const closed: string[] = [];
    const producer = { close: () => Promise.resolve(void closed.push('producer')) } as unknown as LogProducer;
    const term = termOn({ openProducer: () => Promise.resolve(producer) }, deposed, closed);
    expect(await term.work()).toBe(false);
    expect([term.isOver, closed]).toEqual([true, ['producer', 'lease']]);
  });

  it('that ends while it waits for the log sends nothing more and leaves no producer open', async () => {
    const closed: string[] = [];
    const sent: string[] = [];
    const producer = {
      send: () => Promise.resolve(void sent.push('round')),
      close: () => Promise.resolve(void closed.push('producer')),
    } as unknown as LogProducer;
    let open: (producer: LogProducer) => void = () => undefined;
    const term = termOn({ openProducer: () => new Promise((resolve) => (open = resolve)) });
    const working = term.work();
    await term.end();
    open(producer);
    expect(await working).toBe(false);
    expect([sent, closed]).toEqual([[], ['producer']]);
  });

  it('that ends while the log never answers ends its work at once', async () => {
    const term = termOn({ openProducer: () => new Promise(() => undefined) });
    const working = term.work();
    await term.end();
    expect(await working).toBe(false);
  });
});
