import { Button, SegmentedControl, Stack } from '@mantine/core';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { PeopleIcon, PlusIcon } from '../../app/icons/icons.js';
import { EmptyState } from '../../app/page/empty-state.js';
import { Page } from '../../app/page/page.js';
import { useMay } from '../../session/session.js';
import { AddPersonDialog } from '../add/add-person-dialog.js';
import { ChangeDialog } from '../change/change-dialog.js';
import { ResetPasswordDialog } from '../reset-password/reset-password-dialog.js';
import { peopleQuery } from './people-list.js';
import { type AskedOfPerson, PersonRow } from './person-row.js';

/** Who works in this workspace, as what, and what each may give to a token. */
export function Component() {
  const { t } = useTranslation('people');
  const may = useMay();
  const [address, setAddress] = useSearchParams();
  const shown = address.get('show') === 'removed' ? 'removed' : 'here';
  const [asked, setAsked] = useState<AskedOfPerson>();
  const [isAdding, setIsAdding] = useState(false);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(peopleQuery(shown));
  const people = data.pages.flatMap((page) => page.data);
  const close = (): void => { setAsked(undefined); };
  return (
    <Page title={t('title')} description={t('description')} actions={may('userManage') && <Button leftSection={<PlusIcon />} onClick={() => { setIsAdding(true); }}>{t('add.open')}</Button>}>
      <Stack>
        <SegmentedControl aria-label={t('shown.label')} w="fit-content" value={shown} data={[{ value: 'here', label: t('shown.here') }, { value: 'removed', label: t('shown.removed') }]} onChange={(value) => { setAddress(value === 'removed' ? { show: 'removed' } : {}); }} />
        {people.length === 0 ? (
          <EmptyState icon={<PeopleIcon />} title={t('none.title')}>{t('none.what')}</EmptyState>
        ) : (
          <ul className="panel rows">{people.map((person) => <PersonRow key={person.id} person={person} onAsk={(what) => { setAsked({ what, person }); }} />)}</ul>
        )}
        {hasNextPage && <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('more')}</Button>}
      </Stack>
      <AddPersonDialog isOpen={isAdding} onClose={() => { setIsAdding(false); }} />
      <ChangeDialog asked={asked?.what === 'resetPassword' ? undefined : asked} onClose={close} />
      <ResetPasswordDialog person={asked?.what === 'resetPassword' ? asked.person : undefined} onClose={close} />
    </Page>
  );
}
