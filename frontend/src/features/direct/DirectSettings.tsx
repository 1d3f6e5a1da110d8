import { Button, Radio, Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { Section } from '../../ui/Section';
import { useFormat } from '../../ui/useFormat';
import { directApi, type DirectSettings as Settings } from './directApi';
import { useBlocking, useBlocks } from './useDirect';

const choices = ['EVERYONE', 'SHARED_ROOM', 'NOBODY'] as const;

/** Who may write to me, who sees what I have read, and whom I block. */
export function DirectSettings() {
  const { t } = useTranslation('direct');
  const queries = useQueryClient();
  const settings = useQuery({
    queryKey: ['direct-settings'],
    queryFn: ({ signal }) => directApi.settings(signal),
  });
  const change = useMutation({
    mutationFn: directApi.change,
    onSuccess: (next: Settings) => queries.setQueryData(['direct-settings'], next),
  });
  const problem = change.error ?? settings.error;
  const shown = settings.data && { ...settings.data, ...(change.isPending ? change.variables : {}) };
  return (
    <>
      <Section title={t('settings.title')} lead={t('settings.lead')}>
        <ProblemAlert problem={problem && problemOf(problem)} />
        {!shown && <RowsLoading />}
        {shown && (
          <Stack gap="lg" maw={460}>
            <Radio.Group
              label={t('settings.accept')}
              value={shown.accept}
              onChange={(accept) => change.mutate({ accept: accept })}
            >
              <Stack gap="xs" mt="xs">
                {choices.map((choice) => (
                  <Radio
                    key={choice}
                    value={choice}
                    label={t(`settings.${choice}`)}
                    description={t(`settings.${choice}_hint`)}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <Switch
              checked={shown.readReceipts}
              onChange={(event) => change.mutate({ readReceipts: event.currentTarget.checked })}
              label={t('settings.readReceipts')}
              description={t('settings.readReceiptsHint')}
            />
          </Stack>
        )}
      </Section>
      <BlockedPeople />
    </>
  );
}

function BlockedPeople() {
  const { t } = useTranslation('direct');
  const { ago } = useFormat();
  const blocks = useBlocks();
  const blocking = useBlocking();
  const problem = blocking.error ?? blocks.error;
  return (
    <Section title={t('blocks.title')} lead={t('blocks.lead')}>
      <ProblemAlert problem={problem && problemOf(problem)} />
      {blocks.isPending && <RowsLoading />}
      {blocks.data?.length === 0 && (
        <Text fz="sm" c="var(--confab-muted)">
          {t('blocks.none')}
        </Text>
      )}
      {blocks.data && blocks.data.length > 0 && (
        <Rows label={t('blocks.title')}>
          {blocks.data.map(({ account, createdAt }) => (
            <Row
              key={account.id}
              icon={<PersonAvatar person={account} size={36} />}
              title={account.displayName}
              detail={t('blocks.since', { username: account.username, ago: ago(createdAt) })}
              actions={
                <Button
                  size="xs"
                  variant="default"
                  loading={blocking.isPending && blocking.variables.username === account.username}
                  onClick={() => blocking.mutate({ username: account.username, blocked: false })}
                  aria-label={t('blocks.undoOf', { name: account.displayName })}
                >
                  {t('blocked.undo')}
                </Button>
              }
            />
          ))}
        </Rows>
      )}
    </Section>
  );
}
