import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { RowsLoading } from '../../ui/Rows';
import { useFormat } from '../../ui/useFormat';
import { adminApi, type Setting } from './adminApi';
import { useDeed } from './useAdmin';

/** What these are called; another is shown by its name. */
const labels = {
  'confab.accounts.sign-up': 'setting.accounts_sign_up',
  'confab.accounts.guests': 'setting.accounts_guests',
  'confab.accounts.new-for': 'setting.accounts_new_for',
  'confab.moderation.undo': 'setting.moderation_undo',
} as const;

const options = {
  true: 'settingValue.true',
  false: 'settingValue.false',
  OPEN: 'settingValue.OPEN',
  INVITE: 'settingValue.INVITE',
  CLOSED: 'settingValue.CLOSED',
} as const;

/** What can be changed without a restart, beside what is configured. */
export function ServerSettings() {
  const { t } = useTranslation('admin');
  const settings = useQuery({
    queryKey: ['admin', 'settings'],
    queryFn: ({ signal }) => adminApi.settings(signal),
    staleTime: 0,
  });
  return (
    <Stack gap="lg">
      <Text fz="sm" c="var(--confab-muted)">
        {t('settings.lead')}
      </Text>
      <ProblemAlert problem={settings.error && problemOf(settings.error)} />
      {settings.isPending && <RowsLoading />}
      {settings.data?.settings.map((setting) => (
        // A change by somebody else is what is shown next.
        <SettingForm key={`${setting.name}=${setting.value}`} setting={setting} />
      ))}
    </Stack>
  );
}

function SettingForm({ setting }: { setting: Setting }) {
  const { t } = useTranslation('admin');
  const { ago } = useFormat();
  const [value, setValue] = useState(setting.value);
  const choose = useDeed(() => adminApi.choose(setting.name, value.trim()));
  const reset = useDeed(() => adminApi.asConfigured(setting.name));
  const label = setting.name in labels ? t(labels[setting.name as keyof typeof labels]) : setting.name;
  const shown = (option: string) => (option in options ? t(options[option as keyof typeof options]) : option);
  const problem = choose.error ?? reset.error;
  const description = [
    setting.name,
    t('settings.standard', { value: shown(setting.standard) }),
    setting.by &&
      setting.changedAt &&
      t('settings.by', { name: setting.by.displayName, when: ago(setting.changedAt) }),
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        choose.mutate(undefined);
      }}
    >
      <Stack gap="xs">
        {setting.options ? (
          <NativeSelect
            label={label}
            description={description}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
            data={setting.options.map((option) => ({ value: option, label: shown(option) }))}
          />
        ) : (
          <TextInput
            label={label}
            description={description}
            value={value}
            maxLength={100}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        )}
        <ProblemAlert problem={problem && problemOf(problem)} />
        <Group gap="xs">
          <Button
            type="submit"
            size="xs"
            aria-label={t('settings.saveOf', { name: label })}
            loading={choose.isPending}
            disabled={value.trim() === setting.value}
          >
            {t('settings.save')}
          </Button>
          {setting.changedAt && (
            <Button
              size="xs"
              variant="default"
              aria-label={t('settings.resetOf', { name: label })}
              loading={reset.isPending}
              onClick={() => reset.mutate(undefined)}
            >
              {t('settings.reset')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
