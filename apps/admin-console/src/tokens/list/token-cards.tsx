import { Checkbox, Group, Text } from '@mantine/core';
import type { ApiToken } from '@portcullis/management-client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Status } from '../status.js';
import { CreatorCell, ExpiresCell, LastUsedCell, NameCell, ScopesCell } from './token-cells.js';
import classes from './token-cards.module.css';
import type { ListProps } from './tokens-page.js';
import { useVirtualRows } from './use-virtual-rows.js';

const CARD_PX = 250;

/** The list on a narrow screen. */
export function TokenCards({ tokens, selected, onSelect, onEndNear }: ListProps) {
  const { listRef, items, before, after, measure } = useVirtualRows({ count: tokens.length, rowPx: CARD_PX, onEndNear });
  const toggle = (id: string): void => {
    const others = [...selected].filter((other) => other !== id);
    onSelect?.(new Set(others.length < selected.size ? others : [...others, id]));
  };
  return (
    <ul ref={listRef} className={classes['cards']} style={{ paddingTop: before, paddingBottom: after }}>
      {items.map(({ index, key }) => {
        const token = tokens[index];
        return (
          token && (
            <li key={key} ref={measure} data-index={index} aria-setsize={tokens.length} aria-posinset={index + 1} className={classes['place']}>
              <Card token={token} isSelected={selected.has(token.id)} onToggle={onSelect && (() => { toggle(token.id); })} />
            </li>
          )
        );
      })}
    </ul>
  );
}

interface CardProps {
  readonly token: ApiToken;
  readonly isSelected: boolean;
  readonly onToggle: (() => void) | undefined;
}

function Card({ token, isSelected, onToggle }: CardProps) {
  const { t } = useTranslation('tokens');
  return (
    <div className={`panel ${classes['card'] ?? ''}`}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <NameCell token={token} />
        {onToggle && <Checkbox aria-label={t('list.select', { name: token.name })} checked={isSelected} disabled={token.status === 'revoked'} onChange={onToggle} />}
      </Group>
      <div><Status status={token.status} /></div>
      <dl className={classes['facts']}>
        <Fact name={t('list.lastUsed')}><LastUsedCell token={token} /></Fact>
        <Fact name={t('list.expires')}><ExpiresCell token={token} /></Fact>
        <Fact name={t('list.scopes')}><ScopesCell token={token} /></Fact>
        <Fact name={t('list.created')}><CreatorCell token={token} /></Fact>
      </dl>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">{name}</Text>
      <dd>{children}</dd>
    </div>
  );
}
