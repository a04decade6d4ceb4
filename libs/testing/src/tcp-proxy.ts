import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/** Looks at, or changes, what goes through one connection. */
export interface Tap {
  /** What the client sent; it is passed on as it is. */
  request?(chunk: Buffer): void;
  /** What the server answered; what this returns is passed on. */
  answer?(chunk: Buffer): Buffer;
}

export interface TcpProxy {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** Nothing passes any more, in either direction; connections stay and new ones are taken: a stopped server. */
  stall(): void;
  /** What is sent still arrives, no answer comes back any more. */
  swallowAnswers(): void;
  /** Ends every connection and takes no new one: a server that is gone. */
  goDown(): Promise<void>;
  /** Everything passes again. Connections that lost bytes are ended, for no network loses some in the middle of one. */
  restore(): Promise<void>;
  stop(): Promise<void>;
}

type Mode = 'passing' | 'stalled' | 'swallowing';

/**
 * A proxy in front of a server, for faults of the network between it and its clients.
 *
 * @param tap makes one for each connection.
 */
export async function startTcpProxy(target: { readonly host: string; readonly port: number }, tap: () => Tap = () => ({})): Promise<TcpProxy> {
  const links = new Set<Link>();
  let mode: Mode = 'passing';
  const take = (client: Socket): void => {
    const link = new Link(client, connect(target), tap(), mode);
    links.add(link);
    link.onEnd(() => links.delete(link));
  };
  const listen = async (wanted: number): Promise<Server> => {
    const listening = createServer(take).listen(wanted, '127.0.0.1');
    await once(listening, 'listening');
    return listening;
  };
  let server = await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const enter = (next: Mode): void => {
    mode = next;
    for (const link of links) link.enter(next);
  };
  const goDown = async (): Promise<void> => {
    for (const link of links) link.end();
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    await closed;
  };
  return {
    host: '127.0.0.1',
    port,
    stall: () => {
      enter('stalled');
    },
    swallowAnswers: () => {
      enter('swallowing');
    },
    goDown,
    restore: async () => {
      enter('passing');
      if (!server.listening) server = await listen(port);
    },
    stop: goDown,
  };
}

/** One connection through the proxy. */
class Link {
  private lostBytes = false;

  constructor(
    private readonly client: Socket,
    private readonly upstream: Socket,
    tap: Tap,
    private mode: Mode,
  ) {
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.end();
      });
    }
    client.on('data', (chunk: Buffer) => {
      tap.request?.(chunk);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (this.mode === 'swallowing') this.lostBytes = true;
      else client.write(tap.answer?.(chunk) ?? chunk);
    });
    this.enter(mode);
  }

  enter(mode: Mode): void {
    this.mode = mode;
    if (this.lostBytes && mode === 'passing') this.end();
    for (const socket of [this.client, this.upstream]) {
      if (mode === 'stalled') socket.pause();
      else socket.resume();
    }
  }

  end(): void {
    this.client.destroy();
    this.upstream.destroy();
  }

  onEnd(callback: () => void): void {
    this.upstream.once('close', callback);
  }
}
