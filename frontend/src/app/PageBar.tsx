import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon';
import { ConnectionStatus } from './ConnectionStatus';
import { useLayout } from './LayoutContext';
import classes from './Layout.module.css';

/** The top of every page: the way to the rooms where they are folded away, what the page is, and the connection. */
export function PageBar({ children }: { children: ReactNode }) {
  const { t } = useTranslation('app');
  const { openRooms } = useLayout();
  return (
    <header className={classes['bar']}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        className={classes['burger'] ?? ''}
        aria-label={t('rooms.show')}
        onClick={openRooms}
      >
        <Icon name="menu" size={20} />
      </ActionIcon>
      {children}
      <ConnectionStatus />
    </header>
  );
}
