import { Injectable } from '@nestjs/common';
import { ServiceLog } from '@portcullis/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Receipt, Receipts } from '../../publication/receipts/receipt.js';
import { versionTag } from '../input/if-match.js';
import { prefersAsync } from '../input/prefer.js';
import type { ApiToken } from '../read-model/api-token.js';
import { ApiTokens } from '../read-model/api-tokens.js';
import { noSuchToken } from './refusal-problems.js';

export interface ChangeAnswer {
  readonly apiToken: ApiToken;
  readonly receipt: Receipt;
}

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
    const receipt = await this.receipt(position, request, reply);
    const apiToken = await this.tokens.find(workspaceId, tokenId);
    if (!apiToken) throw noSuchToken();
    void reply.status(receipt.confirmed ? 200 : 202).header('etag', versionTag(apiToken.version));
    if (!receipt.confirmed) void reply.header('location', receipt.href);
    return { apiToken, receipt };
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
