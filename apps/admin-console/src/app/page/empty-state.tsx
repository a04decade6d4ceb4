import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  /** What belongs here, and how it comes to be. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** In the place of a list that has nothing in it. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <Stack className="panel" align="center" gap="sm" px="lg" py={56} ta="center">
      <ThemeIcon size={48} radius="xl" variant="light">{icon}</ThemeIcon>
      <Title order={2}>{title}</Title>
      <Text c="dimmed" size="sm" component="div" maw="60ch">{children}</Text>
      {actions}
    </Stack>
  );
}
