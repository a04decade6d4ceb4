import type { ComponentType } from 'react';
import { ActiveIcon, CopyIcon, KeyIcon, PausedIcon, PeopleIcon, RevokedIcon, TickIcon } from '../../app/icons/icons.js';

interface Looks {
  readonly tone: 'good' | 'warn' | 'bad' | 'still';
  readonly Icon: ComponentType;
}

const PLAIN: Looks = { tone: 'still', Icon: CopyIcon };
const LOOKS: Readonly<Record<string, Looks>> = {
  TokenIssued: { tone: 'good', Icon: KeyIcon },
  TokenRotated: { tone: 'good', Icon: KeyIcon },
  TokenEnabled: { tone: 'good', Icon: ActiveIcon },
  TokenDisabled: { tone: 'warn', Icon: PausedIcon },
  TokenRevoked: { tone: 'bad', Icon: RevokedIcon },
  TokenUsed: { tone: 'still', Icon: TickIcon },
  UserCreated: { tone: 'good', Icon: PeopleIcon },
  UserResumed: { tone: 'good', Icon: PeopleIcon },
  UserRoleChanged: { tone: 'still', Icon: PeopleIcon },
  UserSuspended: { tone: 'warn', Icon: PeopleIcon },
  UserRemoved: { tone: 'bad', Icon: PeopleIcon },
};

/** Of what kind an event is, at a glance; the words beside it say it. */
export const looksOf = (type: string): Looks => LOOKS[type] ?? PLAIN;
