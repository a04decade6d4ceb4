import type { TokenEvent } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';

/** The one thing that somebody wants to know of an event of its type; '' where the type says it all. */
export function useGist(): (event: TokenEvent) => string {
  const { t, i18n } = useTranslation('audit');
  return ({ type, data, changes }) => {
    switch (type) {
      case 'TokenIssued':
        return textOf(data['name']);
      case 'TokenRevoked':
      case 'TokenDisabled':
        return textOf(data['reason']);
      case 'TokenUsed':
        return t('gist.calls', { count: Number(data['accepted']), figure: Number(data['accepted']).toLocaleString(i18n.language) });
      case 'TokenUpdated':
        return changes.map(({ member }) => (i18n.exists(`audit:members.${member}`) ? t(`members.${member}`) : member)).join(', ');
      case 'UserCreated':
      case 'UserRoleChanged': {
        const role = textOf(data['role']);
        return i18n.exists(`app:roles.${role}`) ? t(`app:roles.${role}`) : role;
      }
      default:
        return '';
    }
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
