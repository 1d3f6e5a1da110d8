import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearch } from 'wouter';
import classes from './Welcome.module.css';

interface WelcomeProps {
  title: string;
  lead?: string;
  children: ReactNode;
  /** The other ways in. */
  footer?: ReactNode;
}

/** The frame of every page for somebody who is not signed in. */
export function Welcome({ title, lead, children, footer }: WelcomeProps) {
  const { t } = useTranslation('account');
  return (
    <main className={classes['page']}>
      <Stack className={classes['column'] ?? ''} gap="lg">
        <Group gap="sm" justify="center" wrap="nowrap">
          <img src="/favicon.svg" width={40} height={40} alt="" />
          <Text span fw={700} fz={26} lts="-0.02em">
            {t('confab')}
          </Text>
        </Group>
        <Paper className={classes['card'] ?? ''} radius="lg">
          <Stack gap="md">
            <div>
              <Title order={1} size="h3">
                {title}
              </Title>
              {lead !== undefined && (
                <Text c="var(--confab-muted)" mt={4}>
                  {lead}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </Paper>
        {footer !== undefined && (
          <Stack gap={6} align="center">
            {footer}
          </Stack>
        )}
      </Stack>
    </main>
  );
}

/** To another way in; where one wanted to go is kept. */
export function OtherWay({ question, to, children }: { question: string; to: string; children: string }) {
  const search = useSearch();
  return (
    <Text fz="sm" c="var(--confab-muted)">
      {question}{' '}
      <Anchor component={Link} href={search === '' ? to : `${to}?${search}`} fz="sm" underline="always">
        {children}
      </Anchor>
    </Text>
  );
}
