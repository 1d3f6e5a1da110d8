import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { Section } from '../../ui/Section';
import { useFormat } from '../../ui/useFormat';
import { accountApi } from './accountApi';
import { BotDialog } from './BotDialog';
import { displayNameLength, isDisplayName, isUsername } from './credentials';
import { useFieldProblems } from './useFieldProblems';

/** The bots of mine, and a new one. */
export function BotSettings() {
  const { t } = useTranslation('account');
  const { ago } = useFormat();
  const [managed, setManaged] = useState<string | null>(null);
  const mine = useQuery({ queryKey: ['bots'], queryFn: ({ signal }) => accountApi.bots(signal) });
  const bots = mine.data?.bots ?? [];
  const limit = mine.data?.limit ?? null;
  return (
    <Section title={t('bots.title')} lead={t('bots.lead')}>
      <ProblemAlert problem={mine.error && problemOf(mine.error)} />
      {mine.data && (limit === null || bots.length < limit) && <NewBot onCreated={setManaged} />}
      {limit !== null && (
        <Text fz="sm" c="var(--confab-muted)">
          {limit === 0 ? t('bots.administrators') : t('bots.left', { limit })}
        </Text>
      )}
      {mine.isPending && <RowsLoading count={2} />}
      {mine.data && bots.length === 0 && limit !== 0 && <Text c="var(--confab-muted)">{t('bots.none')}</Text>}
      {bots.length > 0 && (
        <Rows label={t('bots.title')}>
          {bots.map((bot) => (
            <Row
              key={bot.account.id}
              icon={<PersonAvatar person={bot.account} size={34} />}
              title={bot.account.displayName}
              detail={[
                `@${bot.account.username}`,
                bot.disabledAt ? t('bots.off') : t('bots.created', { ago: ago(bot.createdAt) }),
              ].join(' · ')}
              actions={
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('bots.manageOf', { name: bot.account.displayName })}
                  onClick={() => setManaged(bot.account.id)}
                >
                  {t('bots.manage')}
                </Button>
              }
            />
          ))}
        </Rows>
      )}
      <BotDialog bot={bots.find(({ account }) => account.id === managed)} onClose={() => setManaged(null)} />
    </Section>
  );
}

function NewBot({ onCreated }: { onCreated: (bot: string) => void }) {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const [username, setUsername] = useState('');
  const [displayName, setDisplayName] = useState('');
  const create = useMutation({
    mutationFn: () =>
      accountApi.createBot({
        username: username.trim(),
        ...(displayName.trim() === '' ? {} : { displayName: displayName.trim() }),
      }),
    onSuccess: async (bot) => {
      setUsername('');
      setDisplayName('');
      await queries.invalidateQueries({ queryKey: ['bots'] });
      onCreated(bot.account.id);
    },
  });
  const problems = useFieldProblems(create.error, ['username', 'displayName']);
  const mistake = (wrong: boolean, rule: 'username' | 'displayName') =>
    wrong ? t(`rules.${rule}`) : problems.of(rule);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <Stack maw={420}>
        <ProblemAlert problem={problems.rest} />
        <TextInput
          label={t('username')}
          description={t('bots.usernameHint')}
          value={username}
          onChange={(event) => {
            setUsername(event.currentTarget.value);
            create.reset();
          }}
          error={mistake(username !== '' && !isUsername(username.trim()), 'username')}
          maxLength={32}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
        />
        <TextInput
          label={t('displayName')}
          description={t('signUp.displayNameHint')}
          value={displayName}
          onChange={(event) => setDisplayName(event.currentTarget.value)}
          error={mistake(displayName !== '' && !isDisplayName(displayName), 'displayName')}
          maxLength={displayNameLength}
          autoComplete="off"
        />
        <Group>
          <Button type="submit" loading={create.isPending} disabled={!isUsername(username.trim())}>
            {t('bots.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
