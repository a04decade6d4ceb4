import { Injectable } from '@nestjs/common';
import { ServiceLog } from '@portcullis/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Receipt, Receipts } from '../../publication/receipts/receipt.js';
import { versionTag } from '../input/if-match.js';
import { prefersAsync } from '../input/prefer.js';
import { ApiTokens } from '../read-model/api-tokens.js';
import type { ChangeAnswer } from './change-answer.js';
import { noSuchToken } from './refusal-problems.js';

/** What every change of a token answers with. */
@Injectable()
export class ChangeAnswers {
  constructor(
    private readonly receipts: Receipts,
    private readonly tokens: ApiTokens,
    private readonly log: ServiceLog,
  ) {}

  /** The token after a committed change, 200 once that is confirmed, else 202 and where to ask again. */
  async changed(
    { workspaceId, tokenId }: { readonly workspaceId: string; readonly tokenId: string },
    position: number,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<ChangeAnswer> {
    // The change is committed: what the token is now need not wait for who else knows it.
    const [receipt, apiToken] = await Promise.all([this.receipt(position, request, reply), this.tokens.find(workspaceId, tokenId)]);
    if (!apiToken) throw noSuchToken();
    void reply.header('etag', versionTag(apiToken.version));
    sayWhether(receipt, reply);
    return { apiToken, receipt };
  }

  /** The token as it is, with the receipt of its last change as that stands; nothing is waited for. */
  async unchanged({ workspaceId, tokenId }: { readonly workspaceId: string; readonly tokenId: string }, reply: FastifyReply): Promise<ChangeAnswer> {
    const apiToken = await this.tokens.find(workspaceId, tokenId);
    if (!apiToken) throw noSuchToken();
    void reply.header('etag', versionTag(apiToken.version));
    return { apiToken, receipt: await this.receipts.read(apiToken.position) };
  }

  /**
   * One receipt for a set of changes, that of the last of them: a replica that has applied it has applied all before it.
   * 200 once that is confirmed and nothing is left to do, else 202; null where there is no change to ask about.
   */
  async changedSet(position: number | null, isWhole: boolean, request: FastifyRequest, reply: FastifyReply): Promise<Receipt | null> {
    const receipt = position === null ? null : await this.receipt(position, request, reply);
    if (receipt) sayWhether(receipt, reply);
    if (!isWhole) void reply.status(202);
    return receipt;
  }

  /**
   * The receipt of a committed change, after the wait for its confirmation or, with `Prefer: respond-async`, at once.
   * Never fails: the change stands whatever happens here, and the answer may hold a secret that exists nowhere else.
   */
  async receipt(position: number, request: FastifyRequest, reply: FastifyReply): Promise<Receipt> {
    const isAsync = prefersAsync(request.headers['prefer']);
    if (isAsync) void reply.header('preference-applied', 'respond-async');
    try {
      return await (isAsync ? this.receipts.read(position) : this.receipts.confirm(position));
    } catch (error) {
      this.log.error({ err: error, position }, 'the confirmation of a committed change is not known');
      return { position, confirmed: false, href: `/api/v1/receipts/${position}`, replicas: [] };
    }
  }
}

/** Of a change that is committed either way. */
function sayWhether({ confirmed, href }: Receipt, reply: FastifyReply): void {
  void reply.status(confirmed ? 200 : 202);
  if (!confirmed) void reply.header('location', href);
}
