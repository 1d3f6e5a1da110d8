import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { eventGroups, groupsFor } from './events';
import type { Order } from './webhookApi';

interface NewWebhookProps {
  ofRoom: boolean;
  pending: boolean;
  problem: { code: string } | null;
  onCreate: (order: Order, then: () => void) => void;
}

/** Where to tell it, and what. */
export function NewWebhook({ ofRoom, pending, problem, onCreate }: NewWebhookProps) {
  const { t } = useTranslation('webhook');
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<string[]>(['message.posted']);
  const clear = () => {
    setName('');
    setUrl('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onCreate({ name: name.trim(), url: url.trim(), events }, clear);
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('name')}
          placeholder={t('out.namePlaceholder')}
          value={name}
          maxLength={80}
          required
          withAsterisk={false}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          type="url"
          label={t('out.url')}
          placeholder="https://example.org/hook"
          value={url}
          maxLength={2000}
          required
          withAsterisk={false}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Checkbox.Group label={t('out.events')} value={events} onChange={setEvents}>
          <Stack mt="xs" gap="xs">
            {groupsFor(ofRoom).map((group) => (
              <div key={group}>
                <Text fz="xs" c="var(--confab-muted)" mb={4}>
                  {t(`group.${group}`)}
                </Text>
                <Group gap="md">
                  {Object.entries(eventGroups[group]).map(([type, label]) => (
                    <Checkbox key={type} size="xs" value={type} label={t(label)} />
                  ))}
                </Group>
              </div>
            ))}
          </Stack>
        </Checkbox.Group>
        <ProblemAlert problem={problem} />
        <Group>
          <Button
            type="submit"
            loading={pending}
            disabled={name.trim() === '' || url.trim() === '' || events.length === 0}
          >
            {t('create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
