import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

declare module 'fastify' {
  interface FastifyInstance {
    /** Set when the service is made. */
    openConnections: OpenConnections;
  }
}

/** The connections of a server, and which of them have a request that is being answered. */
export class OpenConnections {
  private readonly open = new Set<Socket>();
  private readonly underWay = new Set<IncomingMessage>();
  private readonly waiting = new Map<Socket, () => void>();

  /** How many requests are being answered. */
  get count(): number {
    return this.underWay.size;
  }

  observe(server: FastifyInstance): void {
    server.server.on('connection', (socket: Socket) => {
      this.open.add(socket);
      socket.once('close', () => {
        this.open.delete(socket);
        this.waiting.delete(socket);
      });
    });
    server.addHook('onRequest', ({ raw }, reply, done) => {
      this.underWay.add(raw);
      // Not onResponse: where the client has gone away it does not come.
      reply.raw.once('close', () => {
        this.underWay.delete(raw);
        this.afterAnswer(raw.socket);
      });
      done();
    });
  }

  /** Does something on a connection once every whole request that came on it has its answer: answers keep their order. */
  whenAnswered(socket: Socket, action: () => void): void {
    if (this.isAnswering(socket)) this.waiting.set(socket, action);
    else action();
  }

  private afterAnswer(socket: Socket): void {
    const action = this.waiting.get(socket);
    if (action === undefined || this.isAnswering(socket)) return;
    this.waiting.delete(socket);
    action();
  }

  private isAnswering(socket: Socket): boolean {
    for (const request of this.underWay) if (request.socket === socket && request.complete) return true;
    return false;
  }

  /** Cuts the connections on which no whole request waits for its answer: idle ones, and whose client is slow to send. */
  cutUnasked(): void {
    const asked = new Set([...this.underWay].filter(({ complete }) => complete).map(({ socket }) => socket));
    for (const socket of this.open) if (!asked.has(socket)) socket.destroy();
  }
}
