import { describe, expect, it } from '@jest/globals';
import { createTestDatabase, eventually } from '@portcullis/testing';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { logOut } from '../../identity/http-client.spec-kit.js';
import { type LoggedIn, startTokens } from '../../tokens/token-service.spec-kit.js';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';

const { service, owner } = await tokensOfSuite();

interface Told {
  readonly event: string;
  readonly data: unknown;
}

/** Over a connection of its own, as a browser's stream is. */
async function open(url: string, headers: Readonly<Record<string, string>>) {
  const asking = get(`${url}/api/v1/changes`, { headers, agent: false });
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  if (answer.statusCode !== 200) answer.destroy();
  return { status: answer.statusCode, type: answer.headers['content-type'], told: eventsOf(answer) };
}

/** The events of a stream; what carries none is left out. */
async function* eventsOf(answer: IncomingMessage): AsyncGenerator<Told> {
  let text = '';
  for await (const chunk of answer.setEncoding('utf8') as AsyncIterable<string>) {
    const whole = (text + chunk).split('\n\n');
    text = whole.pop() ?? '';
    for (const one of whole) {
      const [event, data] = [/^event: (.*)$/m.exec(one)?.[1], /^data: (.*)$/m.exec(one)?.[1]];
      if (event !== undefined && data !== undefined) yield { event, data: JSON.parse(data) };
    }
  }
}

async function following(whose: LoggedIn, url = service.url): Promise<AsyncGenerator<Told>> {
  const { status, type, told } = await open(url, whose.headers);
  expect([status, type]).toEqual([200, 'text/event-stream']);
  return told;
}

const next = async (told: AsyncGenerator<Told>): Promise<unknown> => (await told.next()).value;

describe('who follows the changes of a workspace', () => {
  it('is told at once up to where they go, and then of each one', async () => {
    const first = await service.issue(owner.headers);
    const told = await following(owner);
    expect(await next(told)).toEqual({ event: 'changed', data: { position: first.apiToken.position } });
    const second = await service.issue(owner.headers);
    expect(await next(told)).toEqual({ event: 'changed', data: { position: second.apiToken.position } });
    await told.return(undefined);
  });

  it('hears nothing of another workspace', async () => {
    const stranger = await service.owner();
    const told = await following(stranger);
    await next(told);
    await service.issue(owner.headers);
    const own = await service.issue(stranger.headers);
    expect(await next(told)).toEqual({ event: 'changed', data: { position: own.apiToken.position } });
    await told.return(undefined);
  });

  it('is told that the session is over, and then no more', async () => {
    const leaving = await service.owner();
    const told = await following(leaving);
    await next(told);
    await logOut(service.url, { cookie: leaving.headers['cookie'] ?? '' });
    expect(await next(told)).toEqual({ event: 'ended', data: {} });
    expect((await told.next()).done).toBe(true);
    expect((await open(service.url, leaving.headers)).status).toBe(401);
  });

  it('is a person: a token is refused, however much it may do', async () => {
    const { token } = await service.issue(owner.headers, { name: 'reads all', scopes: ['audit:read', 'api_token:manage'] });
    expect((await open(service.url, { authorization: `Bearer ${token}` })).status).toBe(403);
    expect((await open(service.url, {})).status).toBe(401);
  });

  it('is refused the eleventh stream of a session, and given it once another was left', async () => {
    const busy = await service.owner();
    const streams = await Promise.all(Array.from({ length: 10 }, () => following(busy)));
    await Promise.all(streams.map(next));
    expect((await open(service.url, busy.headers)).status).toBe(429);
    await Promise.all(streams.map((stream) => stream.return(undefined)));
    const again = await eventually(() => following(busy));
    await next(again);
    await again.return(undefined);
  });

  it('may ask what the headers are as often as it likes: HEAD ends at once and keeps no stream', async () => {
    const asking = await service.owner();
    for (let time = 0; time < 11; time++) {
      const { status, headers } = await fetch(`${service.url}/api/v1/changes`, { method: 'HEAD', headers: asking.headers });
      expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    }
    const told = await following(asking);
    await next(told);
    await told.return(undefined);
  });

  it('does not keep the service from stopping', async () => {
    const database = await createTestDatabase();
    const stopping = await startTokens(database);
    const told = await following(await stopping.owner(), stopping.url);
    await next(told);
    await stopping.stop();
    expect((await told.next()).done).toBe(true);
    await database.drop();
  });
});
