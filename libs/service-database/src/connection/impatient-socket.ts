import { Socket } from 'node:net';

/**
 * A connection that ends itself when its peer, having been written to, says nothing for `silenceMs`. A server that is
 * stopped or hangs keeps its connections open: whoever waits on one would wait for as long as that lasts. Broken off, the
 * query rejects, and the pool makes a new connection; a timeout of the query alone would hand the next one a connection
 * that may still be in the middle of a transaction. An idle connection, which was answered last, is left alone; so is
 * one that was taken over by TLS, whose writes do not come by here.
 */
export function impatientSocket(silenceMs: number): Socket {
  const socket = new Socket();
  let awaitsAnswer = false;
  // Not before: Node puts its own `write` back when it connects.
  socket.once('connect', () => {
    const write = socket.write.bind(socket);
    socket.write = ((...args: Parameters<typeof write>) => {
      awaitsAnswer = true;
      return write(...args);
    }) as typeof socket.write;
  });
  socket.on('data', () => {
    awaitsAnswer = false;
  });
  socket.setTimeout(silenceMs);
  socket.on('timeout', () => {
    if (awaitsAnswer) socket.destroy(new Error(`connection broken off: no answer for ${silenceMs} ms`));
  });
  return socket;
}
