import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { impatientSocket } from './impatient-socket.js';

const SILENCE_MS = 100;
let server: Server;
let socket: Socket;
let peer: Socket;

beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connected = once(server, 'connection') as Promise<[Socket]>;
  socket = impatientSocket(SILENCE_MS).connect((server.address() as AddressInfo).port, '127.0.0.1');
  [[peer]] = await Promise.all([connected, once(socket, 'connect')]);
  peer.on('error', () => undefined).resume();
});
afterEach(() => {
  socket.destroy();
  peer.destroy();
  server.close();
});

it('a peer that says nothing to what it was asked is left', async () => {
  socket.write('question');
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toBe('connection broken off: no answer for 100 ms');
});

it('one that answers is kept, also when nobody asks it any more', async () => {
  socket.write('question');
  const answered = once(socket, 'data');
  peer.write('answer');
  await answered;
  // The time itself is what is looked at: nothing may happen in it.
  await delay(4 * SILENCE_MS);
  expect(socket.destroyed).toBe(false);
});

it('one that falls silent after an answer is left at the next question', async () => {
  const answered = once(socket, 'data');
  peer.write('answer');
  await answered;
  socket.write('question');
  await expect(once(socket, 'end')).rejects.toThrow('no answer for 100 ms');
});
