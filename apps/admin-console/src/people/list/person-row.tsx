import { ActionIcon, Badge, Menu, Text } from '@mantine/core';
import type { User } from '@portcullis/management-client';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { ActiveIcon, MoreIcon, PausedIcon, RevokedIcon } from '../../app/icons/icons.js';
import { Moment } from '../../app/page/moment.js';
import { useMay, useSession } from '../../session/session.js';
import classes from './people.module.css';

/** What may be asked of somebody. */
export type What = 'role' | 'suspend' | 'resume' | 'remove' | 'resetPassword';

export interface AskedOfPerson {
  readonly what: What;
  readonly person: User;
}

const LOOKS: Readonly<Record<User['status'], { readonly tone: string; readonly Icon: ComponentType }>> = {
  active: { tone: 'good', Icon: ActiveIcon },
  suspended: { tone: 'warn', Icon: PausedIcon },
  removed: { tone: 'bad', Icon: RevokedIcon },
};

export function PersonRow({ person, onAsk }: { readonly person: User; readonly onAsk: (what: What) => void }) {
  const { t } = useTranslation('people');
  const { user } = useSession();
  const { id, email, role, status, createdAt, mustChangePassword, grantableScopes } = person;
  const { tone, Icon } = LOOKS[status];
  const actions = useActions(person);
  return (
    <li className={classes['person']}>
      <div className={classes['who']}>
        <div className={classes['email']}>
          <Text fw={600} component="span">{email}</Text>
          {id === user.id && <Badge variant="light" tt="none">{t('you')}</Badge>}
        </div>
        <Text size="sm" c="dimmed" component="div">{t('since')} <Moment at={createdAt} />{mustChangePassword && status !== 'removed' && <>{' · '}{t('passwordNotChosen')}</>}</Text>
      </div>
      <div className={classes['role']}>
        <Text size="sm" fw={550}>{t(`app:roles.${role}`)}</Text>
        {grantableScopes.length === 0 ? <Text size="sm" c="dimmed">{t('grants.none')}</Text> : (
          <details className={classes['grants'] ?? ''}>
            <summary>{t('grants.count', { count: grantableScopes.length })}</summary>
            <ul>{grantableScopes.map((scope) => <li key={scope} className="mono">{scope}</li>)}</ul>
          </details>
        )}
      </div>
      <span className="status" data-tone={tone}><Icon />{t(`status.${status}`)}</span>
      <div className={classes['actions']}>
        {actions.length > 0 && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('actions.of', { email })}><MoreIcon /></ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {actions.map((what) => <Menu.Item key={what} {...(what === 'remove' && { c: 'var(--mantine-color-error)' })} onClick={() => { onAsk(what); }}>{t(`actions.${what}`)}</Menu.Item>)}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </li>
  );
}

/** What this reader may ask of that person; the service decides. */
function useActions({ id, role, status }: User): readonly What[] {
  const may = useMay();
  const { user } = useSession();
  if (!may('userManage') || status === 'removed' || (role === 'owner' && !may('ownerManage'))) return [];
  return ['role', ...(id === user.id ? [] : ['resetPassword' as const]), status === 'active' ? 'suspend' : 'resume', 'remove'];
}
