import { Button, Group, Modal, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { accountApi, holder, type Bot } from './accountApi';
import { CommandSettings } from './CommandSettings';
import { displayNameLength, isDisplayName } from './credentials';
import { Tokens } from './TokenSettings';
import { useFieldProblems } from './useFieldProblems';

/** One bot: its name, its tokens, its commands, and whether it is on. */
export function BotDialog({ bot, onClose }: { bot: Bot | undefined; onClose: () => void }) {
  const { t } = useTranslation('ui');
  return (
    <Modal
      opened={bot !== undefined}
      onClose={onClose}
      size="lg"
      title={bot && `@${bot.account.username}`}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {bot && <Manage key={bot.account.id} bot={bot} />}
    </Modal>
  );
}

function Manage({ bot }: { bot: Bot }) {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const [name, setName] = useState(bot.account.displayName);
  const change = useMutation({
    mutationFn: (what: { displayName?: string; disabled?: boolean }) => accountApi.changeBot(bot, what),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['bots'] }),
        queries.invalidateQueries({ queryKey: ['tokens', holder(bot).path] }),
      ]),
  });
  const problems = useFieldProblems(change.error, ['displayName']);
  const off = Boolean(bot.disabledAt);
  return (
    <Stack gap="lg">
      <ProblemAlert problem={problems.rest} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ displayName: name.trim() });
        }}
      >
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            label={t('displayName')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={isDisplayName(name) ? problems.of('displayName') : t('rules.displayName')}
            maxLength={displayNameLength}
            autoComplete="off"
            flex={1}
          />
          <Button
            type="submit"
            loading={change.isPending}
            disabled={!isDisplayName(name) || name.trim() === bot.account.displayName}
          >
            {t('save')}
          </Button>
        </Group>
      </form>
      {!off && (
        <>
          <Stack>
            <Title order={3} size="h5">
              {t('bots.tokens')}
            </Title>
            <Tokens of={holder(bot)} />
          </Stack>
          <CommandSettings bot={bot} />
        </>
      )}
      <Group justify="space-between" wrap="nowrap">
        <Text fz="sm" c="var(--confab-muted)">
          {t(off ? 'bots.switchOnHint' : 'bots.switchOffHint')}
        </Text>
        <Button
          variant="default"
          c={off ? 'inherit' : 'var(--confab-danger)'}
          flex="none"
          loading={change.isPending}
          onClick={() => change.mutate({ disabled: !off })}
        >
          {t(off ? 'bots.switchOn' : 'bots.switchOff')}
        </Button>
      </Group>
    </Stack>
  );
}
