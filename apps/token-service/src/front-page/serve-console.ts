import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ConsoleFile, ConsoleFiles } from './console-files.js';
import { CONSOLE_CACHED, consolePage } from './console-page.js';

const FOR_EVER = 'public, max-age=31536000, immutable';
const REVALIDATED = 'no-cache';
/** What is the service's own, and what looks like a file: the console has no page there. */
const NO_PAGE = /^\/(api|oauth|health|metrics|docs|assets)(\/|$)|\.[^/]*$/;

/**
 * Answers with the console's files, and with its page to every browser that goes to an address, wherever no route is: so no route
 * has to make way for it, and a wrong method or path of the API stays the error that it was.
 */
export function serveConsole(server: FastifyInstance, files: ConsoleFiles): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (!(request.is404 && isRead(request) && answer(request, reply, files))) done();
  });
}

/** @returns whether there is such an answer, which is sent then */
function answer(request: FastifyRequest, reply: FastifyReply, files: ConsoleFiles): boolean {
  const path = request.url.split(/[?#]/, 1)[0] ?? '';
  const file = files.find(path);
  if (file !== undefined) sendFile(request, reply, file);
  else if (files.index === undefined || !(path === '/' || isNavigation(request)) || NO_PAGE.test(path)) return false;
  else sendPage(reply, files.index);
  return true;
}

/** A program that mistypes a path is told so; a person is, by the console's own page. */
const isNavigation = ({ headers }: FastifyRequest): boolean => /\btext\/html\b/i.test(headers.accept ?? '');

const isRead = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD';

function sendFile({ headers }: FastifyRequest, reply: FastifyReply, { mediaType, bytes, gzipped, isImmutable }: ConsoleFile): void {
  const isZipped = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(headers['accept-encoding'] ?? '');
  void reply.code(200).type(mediaType).header('cache-control', isImmutable ? FOR_EVER : REVALIDATED).header('vary', 'accept-encoding');
  if (isZipped) void reply.header('content-encoding', 'gzip');
  void reply.send(isZipped ? gzipped : bytes);
}

function sendPage(reply: FastifyReply, index: string): void {
  const { html, policy } = consolePage(index);
  void reply.code(200).type('text/html; charset=utf-8').header('cache-control', CONSOLE_CACHED).header('content-security-policy', policy).send(html);
}
