import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Emptiness.module.css';
import { Icon, type IconName } from './Icon';

interface EmptinessProps {
  icon: IconName;
  title: string;
  children?: ReactNode;
  /** What one can do about it. */
  action?: ReactNode;
}

/** In the place of a list that has nothing to show, or of a page that cannot be shown. */
export function Emptiness({ icon, title, children, action }: EmptinessProps) {
  return (
    <Stack align="center" gap="xs" className={classes['emptiness'] ?? ''}>
      <span className={classes['icon']}>
        <Icon name={icon} size={26} />
      </span>
      <Title order={2} size="h4" ta="center">
        {title}
      </Title>
      {children !== undefined && (
        <Text c="var(--confab-muted)" ta="center" maw={420} component="div">
          {children}
        </Text>
      )}
      {action}
    </Stack>
  );
}
