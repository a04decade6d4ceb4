import { Group, Stack, Text } from '@mantine/core';
import type { ApiToken } from '@portcullis/management-client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../app/page/moment.js';
import { Status } from '../tokens/status.js';
import classes from './details.module.css';

/** Everything that a token is, as it is or as it was. @param children more of it, as `Fact`s */
export function Details({ token, children }: { readonly token: ApiToken; readonly children?: ReactNode }) {
  const { t } = useTranslation('token-page');
  const { status, scopes, allowedIps, description, metadata, kind, environment, expiresAt, notBefore, lastUsedAt, createdAt, createdByEmail, revokedAt, id, version } = token;
  return (
    <dl className={classes['facts']}>
      <Fact name={t('facts.status')}><Status status={status} /></Fact>
      {revokedAt !== null && <Fact name={t('facts.revoked')}><Moment at={revokedAt} /></Fact>}
      <Fact name={t('facts.scopes')}><Marks values={scopes} /></Fact>
      <Fact name={t('facts.addresses')}>{allowedIps.length === 0 ? t('facts.anywhere') : <Marks values={allowedIps} />}</Fact>
      <Fact name={t('facts.expires')}>{expiresAt === null ? t('facts.never') : <Moment at={expiresAt} />}</Fact>
      {notBefore !== null && <Fact name={t('facts.begins')}><Moment at={notBefore} /></Fact>}
      <Fact name={t('facts.lastUsed')}>{lastUsedAt === null ? t('facts.unused') : <Moment at={lastUsedAt} />}</Fact>
      <Fact name={t('facts.kind')}>{t(`tokens:kind.${kind}`)}</Fact>
      <Fact name={t('facts.environment')}>{t(`environments.${environment}`)}</Fact>
      <Fact name={t('facts.created')}><Stack gap={0}><span>{createdByEmail ?? t('facts.nobody')}</span><Moment at={createdAt} /></Stack></Fact>
      {description !== null && <Fact name={t('facts.description')}><Text size="sm" className={classes['text'] ?? ''}>{description}</Text></Fact>}
      {Object.entries(metadata).map(([key, value]) => <Fact key={key} name={key}>{value}</Fact>)}
      {children}
      <Fact name={t('facts.id')}><span className="mono">{id}</span></Fact>
      <Fact name={t('facts.version')}>{version}</Fact>
    </dl>
  );
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={classes['fact']}>
      <dt className={classes['name']}>{name}</dt>
      <dd className={classes['value']}>{children}</dd>
    </div>
  );
}

/** Scopes or addresses, each by itself. */
export function Marks({ values }: { readonly values: readonly string[] }) {
  return <Group gap={6}>{values.map((value) => <span key={value} className={`mono ${classes['mark'] ?? ''}`}>{value}</span>)}</Group>;
}
