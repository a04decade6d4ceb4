import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RequireScopes } from '@portcullis/nest-auth';
import { conflict, Describe, forbidden, parseBody } from '@portcullis/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contextOf } from '../../identity/authenticate-caller/append-context.js';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { SessionNeeds } from '../../identity/authenticate-caller/session-marks.js';
import type { Receipt } from '../../publication/receipts/receipt.js';
import { ChangeAnswers } from '../answers/change-answers.js';
import { problemOfChange } from '../answers/refusal-problems.js';
import { grantingOf } from '../granting-of.js';
import { hashOfBody, parseIdempotencyKey } from '../input/idempotency-key.js';
import { ApiTokens } from '../read-model/api-tokens.js';
import { type IdempotencyKey, IssueRequests } from './issue-requests.js';
import { type IssueTokenAnswer, issueTokenAnswers, issueTokenHeaders } from './issue-token.answer.js';
import { issueTokenBody } from './issue-token.body.js';
import { IssueTokenCommand, type IssueTokenOutcome } from './issue-token.command.js';

type Issued = Extract<IssueTokenOutcome, { outcome: 'issued' | 'replayed' }>;

@Controller('api/v1/api-keys')
export class IssueTokenRoute {
  constructor(
    private readonly commands: CommandBus,
    private readonly requests: IssueRequests,
    private readonly tokens: ApiTokens,
    private readonly answers: ChangeAnswers,
  ) {}

  @Post()
  @RequireScopes('api_token:manage')
  @SessionNeeds('apiAccessCreate')
  @Describe({
    operationId: 'issueApiToken',
    summary: 'Issue a token',
    description: 'Its secret is in this answer and nowhere else. It has no scope that the caller does not have; issued by a token, it neither outlives that token nor can be used from elsewhere.',
    tag: 'API tokens',
    headers: issueTokenHeaders,
    body: issueTokenBody,
    answers: issueTokenAnswers,
    refusals: [409],
  })
  async issue(
    @CurrentCaller() caller: Caller,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IssueTokenAnswer> {
    const wish = parseBody(issueTokenBody, body);
    const idempotency = idempotencyOf(request, caller, body);
    if (wish.kind === 'workspace' && caller.via === 'session' && !caller.permissions.includes('apiAccessManage')) {
      throw forbidden('role_not_sufficient', `The role ${caller.role} issues user tokens only.`);
    }
    const { workspaceId, userId } = caller;
    const isUser = caller.via === 'session' || caller.kind === 'user';
    const outcome = await this.commands.execute(new IssueTokenCommand({ workspaceId, userId, isUser, ...grantingOf(caller) }, wish, idempotency, contextOf(request, caller)));
    if (outcome.outcome === 'issued' || outcome.outcome === 'replayed') return this.answer(outcome, idempotency, request, reply);
    if (outcome.outcome !== 'idempotency_conflict') throw problemOfChange(outcome, wish);
    throw conflict(outcome.outcome, 'This Idempotency-Key came with another body before.');
  }

  private async answer(
    issued: Issued,
    idempotency: IdempotencyKey | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<IssueTokenAnswer> {
    const apiToken = await this.tokens.asIssued(issued.tokenId);
    const receipt = await this.answers.receipt(apiToken.position, request, reply);
    const status = await this.statusOf(issued, idempotency, receipt);
    void reply
      .status(status)
      .header('cache-control', 'no-store')
      .header('location', status === 201 ? `/api/v1/api-keys/${issued.tokenId}` : receipt.href);
    return issued.outcome === 'issued'
      ? { token: issued.token, apiToken, receipt }
      : { token: null, secretShown: false, apiToken, receipt };
  }

  /** A replay answers with the status of the first answer. */
  private async statusOf(issued: Issued, idempotency: IdempotencyKey | undefined, receipt: Receipt): Promise<number> {
    const status = receipt.confirmed ? 201 : 202;
    if (issued.outcome === 'replayed' && issued.status !== null) return issued.status;
    return idempotency ? this.requests.settle(idempotency, status) : status;
  }
}

function idempotencyOf(request: FastifyRequest, { workspaceId, actor }: Caller, body: unknown): IdempotencyKey | undefined {
  const key = parseIdempotencyKey(request.headers['idempotency-key']);
  return key === undefined ? undefined : { workspaceId, caller: `${actor.type}:${actor.id}`, key, bodyHash: hashOfBody(body) };
}
