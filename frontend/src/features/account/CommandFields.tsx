import { Button, Fieldset, Group, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BotCommand } from './accountApi';
import { isCommandName } from './credentials';

interface CommandFieldsProps {
  command: BotCommand;
  onChange: (command: BotCommand) => void;
  onRemove: () => void;
}

/** One command of a bot, as it is written down. */
export function CommandFields({ command, onChange, onRemove }: CommandFieldsProps) {
  const { t } = useTranslation('account');
  const { name, arguments: more, description } = command;
  return (
    <Fieldset legend={name === '' ? t('bots.commands.new') : `/${name}`}>
      <Stack gap="xs">
        <Group grow align="flex-start">
          <TextInput
            label={t('bots.commands.name')}
            leftSection="/"
            placeholder="weather"
            value={name}
            onChange={(event) => onChange({ ...command, name: event.currentTarget.value })}
            error={name !== '' && !isCommandName(name.trim()) && t('rules.command')}
            maxLength={32}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
          />
          <TextInput
            label={t('bots.commands.arguments')}
            placeholder={t('bots.commands.argumentsPlaceholder')}
            value={more}
            onChange={(event) => onChange({ ...command, arguments: event.currentTarget.value })}
            maxLength={100}
            autoComplete="off"
          />
        </Group>
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            label={t('bots.commands.description')}
            value={description}
            onChange={(event) => onChange({ ...command, description: event.currentTarget.value })}
            maxLength={200}
            autoComplete="off"
            flex={1}
          />
          <Button
            variant="default"
            flex="none"
            aria-label={name === '' ? t('bots.commands.remove') : t('bots.commands.removeOf', { name })}
            onClick={onRemove}
          >
            {t('bots.commands.remove')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
