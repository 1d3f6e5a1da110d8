import { Button, Group, Loader, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { notificationApi, type NotificationSettings } from './notificationApi';
import { useNotificationSettings } from './useNotifications';

const night = { from: '22:00', to: '07:00' };

/** How I am notified: the browser's leave, which is asked for by a button only, and what holds everywhere. */
export function NotificationSection() {
  const { t } = useTranslation('notification');
  const settings = useNotificationSettings();
  return (
    <>
      <Section title={t('title')} lead={t('lead')}>
        {settings.isPending && <Loader size="sm" />}
        {settings.isError && <Text>{t('failed')}</Text>}
        {settings.data && <Choices settings={settings.data} />}
      </Section>
      <Section title={t('permission.title')}>
        <Leave />
      </Section>
    </>
  );
}

function Choices({ settings }: { settings: NotificationSettings }) {
  const { t } = useTranslation('notification');
  const queries = useQueryClient();
  const key = ['notification-settings'];
  const change = useMutation({
    mutationFn: notificationApi.change,
    onMutate: (next) => queries.setQueryData(key, next),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  const { quiet } = settings;
  const timeZone = quiet?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const setTime = (which: 'from' | 'to', time: string) => {
    if (time !== '' && quiet) change.mutate({ ...settings, quiet: { ...quiet, [which]: time } });
  };
  return (
    <Stack maw={420}>
      <ProblemAlert problem={change.error && problemOf(change.error)} />
      <Switch
        label={t('desktop')}
        checked={settings.desktop}
        onChange={(event) => change.mutate({ ...settings, desktop: event.currentTarget.checked })}
      />
      <Switch
        label={t('sound')}
        checked={settings.sound}
        onChange={(event) => change.mutate({ ...settings, sound: event.currentTarget.checked })}
      />
      <Switch
        label={t('quiet.on')}
        checked={Boolean(quiet)}
        onChange={(event) =>
          change.mutate({
            ...settings,
            quiet: event.currentTarget.checked ? { ...night, timeZone } : undefined,
          })
        }
      />
      {quiet && (
        <div>
          <Group grow>
            <TextInput
              type="time"
              label={t('quiet.from')}
              value={quiet.from}
              onChange={(event) => setTime('from', event.currentTarget.value)}
            />
            <TextInput
              type="time"
              label={t('quiet.to')}
              value={quiet.to}
              onChange={(event) => setTime('to', event.currentTarget.value)}
            />
          </Group>
          <Text fz="sm" c="var(--confab-muted)" mt={4}>
            {t('quiet.zone', { zone: timeZone })}
          </Text>
        </div>
      )}
    </Stack>
  );
}

function Leave() {
  const { t } = useTranslation('notification');
  const [leave, setLeave] = useState<NotificationPermission | 'missing'>(() =>
    'Notification' in window ? Notification.permission : 'missing',
  );
  return (
    <Stack align="flex-start">
      <Text role="status">{t(`permission.${leave}`)}</Text>
      {leave === 'default' && (
        <Button onClick={() => void Notification.requestPermission().then(setLeave)}>
          {t('permission.ask')}
        </Button>
      )}
    </Stack>
  );
}
