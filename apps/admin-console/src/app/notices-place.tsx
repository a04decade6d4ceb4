import { notificationsStore, useNotifications } from '@mantine/notifications';
import { lazy, Suspense, useState } from 'react';

/** Loaded when there is first something to tell. */
const Notices = lazy(() => import('./notices.js'));

/** Where what happened meanwhile is told, whatever page is shown. */
export function NoticesPlace() {
  const { notifications } = useNotifications(notificationsStore);
  const [wasNeeded, setWasNeeded] = useState(false);
  if (notifications.length > 0 && !wasNeeded) setWasNeeded(true);
  return <Suspense>{wasNeeded && <Notices />}</Suspense>;
}
