import type { AuthorizeOutcome, CheckOutcome } from '@portcullis/token';
import type { RefusalReason } from '../usage/call-kind.js';

type Refused = Exclude<AuthorizeOutcome, 'allowed'>;

const INVALID: CheckOutcome = { outcome: 'invalid' };
const ADDRESS: CheckOutcome = { outcome: 'address_not_allowed' };
const SCOPE: CheckOutcome = { outcome: 'insufficient_scope' };

/** To the outside every reason for which a token is not live is the same. */
export function toCheckOutcome(refused: Refused): CheckOutcome {
  switch (refused) {
    case 'address_not_allowed':
      return ADDRESS;
    case 'insufficient_scope':
      return SCOPE;
    case 'revoked':
    case 'disabled':
    case 'expired':
    case 'pending':
    case 'secret_expired':
    case 'wrong_environment':
      return INVALID;
  }
}

/** As what a refused call of a known token is counted; a pending token and one of the other environment are not counted. */
export function toRefusalReason(refused: Refused): RefusalReason | undefined {
  switch (refused) {
    case 'revoked':
    case 'disabled':
      return refused;
    case 'expired':
    case 'secret_expired':
      return 'expired';
    case 'address_not_allowed':
      return 'address';
    case 'insufficient_scope':
      return 'scope';
    case 'pending':
    case 'wrong_environment':
      return undefined;
  }
}
