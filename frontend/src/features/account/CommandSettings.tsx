import { Alert, Button, Group, Input, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { Confirm } from '../../ui/Confirm';
import { CopyField } from '../../ui/CopyField';
import { Icon } from '../../ui/Icon';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { RowsLoading } from '../../ui/Rows';
import { accountApi, type Bot, type BotCommand, type BotCommands } from './accountApi';
import { CommandFields } from './CommandFields';
import { isCommandName } from './credentials';
import { Done } from './Done';
import { useFieldProblems } from './useFieldProblems';

/** The slash commands that a bot answers, and where it is asked. */
export function CommandSettings({ bot }: { bot: Bot }) {
  const { t } = useTranslation('account');
  const known = useQuery({
    queryKey: keyOf(bot),
    queryFn: ({ signal }) => accountApi.botCommands(bot, signal),
    // The form begins with what is known, and must not save back what was changed elsewhere in the meantime.
    gcTime: 0,
  });
  return (
    <Stack>
      <Title order={3} size="h5">
        {t('bots.commands.title')}
      </Title>
      <Text fz="sm" c="var(--confab-muted)">
        {t('bots.commands.lead')}
      </Text>
      <ProblemAlert problem={known.error && problemOf(known.error)} />
      {known.isPending && <RowsLoading count={1} />}
      {known.data !== undefined && <CommandForm bot={bot} known={known.data} />}
    </Stack>
  );
}

const keyOf = (bot: Bot) => ['bot-commands', bot.account.username];

/** A command while it is written. The number tells it apart: its name changes with every key. */
type Draft = BotCommand & { number: number };

function draftOf(command: BotCommand, number: number): Draft {
  return { ...command, number };
}

const blank: BotCommand = { name: '', arguments: '', description: '' };

function CommandForm({ bot, known }: { bot: Bot; known: BotCommands | null }) {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const [url, setUrl] = useState(known?.url ?? '');
  const [drafts, setDrafts] = useState(() => (known?.commands ?? [blank]).map(draftOf));
  const [secret, setSecret] = useState<string | undefined>(undefined);
  const [clearing, setClearing] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      accountApi.setBotCommands(bot, {
        url: url.trim(),
        commands: drafts.map(({ name, arguments: more, description }) => ({
          name: name.trim(),
          arguments: more.trim(),
          description: description.trim(),
        })),
      }),
    onSuccess: ({ secret: first, ...saved }) => {
      // It is told once: what is saved after that must not take it out of sight.
      if (first) setSecret(first);
      queries.setQueryData(keyOf(bot), saved);
    },
  });
  const clear = useMutation({
    mutationFn: () => accountApi.clearBotCommands(bot),
    onSuccess: () => {
      setClearing(false);
      setUrl('');
      setDrafts([draftOf(blank, 0)]);
      setSecret(undefined);
      save.reset();
      queries.setQueryData(keyOf(bot), null);
    },
  });
  const problems = useFieldProblems(save.error, ['url', 'commands']);
  const ofCommands = problems.of('commands');
  const change = (next: Draft[]) => {
    setDrafts(next);
    save.reset();
  };
  const next = Math.max(-1, ...drafts.map(({ number }) => number)) + 1;
  const complete =
    url.trim() !== '' && drafts.length > 0 && drafts.every(({ name }) => isCommandName(name.trim()));
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          <TextInput
            type="url"
            label={t('bots.commands.url')}
            placeholder="https://example.org/commands"
            value={url}
            onChange={(event) => {
              setUrl(event.currentTarget.value);
              save.reset();
            }}
            error={problems.of('url')}
            maxLength={2000}
            autoComplete="off"
          />
          {drafts.map((draft) => (
            <CommandFields
              key={draft.number}
              command={draft}
              onChange={(changed) =>
                change(drafts.map((one) => (one === draft ? draftOf(changed, draft.number) : one)))
              }
              onRemove={() => change(drafts.filter((one) => one !== draft))}
            />
          ))}
          {ofCommands !== undefined && <Input.Error role="alert">{ofCommands}</Input.Error>}
          <ProblemAlert problem={problems.rest} />
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!complete}>
              {t('bots.commands.save')}
            </Button>
            <Button variant="default" onClick={() => change([...drafts, draftOf(blank, next)])}>
              {t('bots.commands.add')}
            </Button>
            {known && (
              <Button variant="default" c="var(--confab-danger)" onClick={() => setClearing(true)}>
                {t('bots.commands.clear')}
              </Button>
            )}
            <Done when={save.isSuccess}>{t('saved')}</Done>
          </Group>
        </Stack>
      </form>
      {secret !== undefined && (
        <Alert
          role="status"
          color="teal"
          variant="light"
          icon={<Icon name="key" />}
          title={t('bots.commands.once')}
        >
          <CopyField label={t('bots.commands.secret')} value={secret} />
        </Alert>
      )}
      <Confirm
        opened={clearing}
        title={t('bots.commands.clearTitle', { name: bot.account.displayName })}
        verb={t('bots.commands.clear')}
        dangerous
        pending={clear.isPending}
        problem={clear.error && problemOf(clear.error)}
        onConfirm={() => clear.mutate()}
        onClose={() => setClearing(false)}
      >
        {t('bots.commands.clearLead')}
      </Confirm>
    </>
  );
}
