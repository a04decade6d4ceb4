import type { ApiToken } from '@portcullis/management-client';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { ActiveIcon, ClockIcon, EndedIcon, PausedIcon, RevokedIcon } from '../app/icons/icons.js';

export type TokenStatus = ApiToken['status'];

const LOOKS: Readonly<Record<TokenStatus, { readonly tone: string; readonly Icon: ComponentType }>> = {
  active: { tone: 'good', Icon: ActiveIcon },
  pending: { tone: 'soon', Icon: ClockIcon },
  disabled: { tone: 'warn', Icon: PausedIcon },
  expired: { tone: 'still', Icon: EndedIcon },
  revoked: { tone: 'bad', Icon: RevokedIcon },
};

/** A token's status as a drawing, a word and a colour. */
export function Status({ status }: { readonly status: TokenStatus }) {
  const { t } = useTranslation('tokens');
  const { tone, Icon } = LOOKS[status];
  return (
    <span className="status" data-tone={tone}>
      <Icon />
      {t(`status.${status}`)}
    </span>
  );
}
