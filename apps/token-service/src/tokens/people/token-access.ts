import { applyDecorators, UseGuards } from '@nestjs/common';
import { RequireScopes } from '@portcullis/nest-auth';
import type { Permission } from '../../identity/accounts/permission.js';
import { SessionNeeds } from '../../identity/authenticate-caller/session-marks.js';
import { OwnTokens } from './own-tokens.guard.js';

/**
 * Marks a route about a token: open to tokens with `api_token:manage`, to people with this permission, and to those with
 * `apiAccessCreate` for the user tokens that they issued themselves.
 */
export function TokenAccess(permission: Permission): MethodDecorator {
  return applyDecorators(RequireScopes('api_token:manage'), SessionNeeds(permission, 'apiAccessCreate'), UseGuards(OwnTokens));
}
