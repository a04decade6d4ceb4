import { apiToken } from './001-api-token.js';
import { issueRequest } from './002-issue-request.js';
import { apiTokenView } from './003-api-token-view.js';
import { tokenOrders } from './004-token-orders.js';

/** Run after those of the event store, of identity and of usage: the view joins all three. */
export const tokensMigrations = [apiToken, issueRequest, apiTokenView, tokenOrders] as const;
