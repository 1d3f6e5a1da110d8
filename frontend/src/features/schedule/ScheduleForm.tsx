import {
  Button,
  Group,
  Modal,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { useSync } from '../../realtime/useRealtime';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { useDelayed } from '../../ui/useDelayed';
import { useFormat } from '../../ui/useFormat';
import { scheduleApi, type Order, type Schedule, type When } from './scheduleApi';
import { schedulesKey } from './Schedules';
import { timesOf, whenOf, type Kind, type Times } from './timing';

const kinds: readonly Kind[] = ['once', 'cron', 'every'];

interface ScheduleFormProps {
  /** A new one where there is none. */
  known: Schedule | undefined;
  /** Whether I may speak to everybody. */
  everybody: boolean;
  onClose: () => void;
}

/** What is to be said, where and when, with the next times that it will be. Mount with a key for each. */
export function ScheduleForm({ known, everybody, onClose }: ScheduleFormProps) {
  const { t } = useTranslation('schedule');
  const { t: ui } = useTranslation('ui');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title')}
      size="lg"
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <Fields known={known} everybody={everybody} onClose={onClose} />
    </Modal>
  );
}

function Fields({ known, everybody, onClose }: ScheduleFormProps) {
  const { t } = useTranslation('schedule');
  const { t: ui } = useTranslation('ui');
  const queries = useQueryClient();
  const rooms = useRooms();
  const [to, setTo] = useState(
    known?.room?.id ??
      (known?.account ? 'person' : known?.everybody ? 'everybody' : (rooms[0]?.id ?? 'person')),
  );
  const [username, setUsername] = useState(known?.account?.username ?? '');
  const [body, setBody] = useState(known?.body ?? '');
  const [missed, setMissed] = useState<'SEND' | 'SKIP'>(known?.missed ?? 'SEND');
  const [times, setTimes] = useState<Times>(() =>
    timesOf(known, Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone),
  );
  const when = whenOf(times, known);
  const save = useMutation({
    mutationFn: (order: Order) => scheduleApi.save(known, order),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: schedulesKey });
      onClose();
    },
  });
  const target =
    to === 'everybody'
      ? { everybody: true as const }
      : to === 'person'
        ? { account: username.trim() }
        : { room: to };
  const incomplete = when === undefined || body.trim() === '' || (to === 'person' && username.trim() === '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (when) save.mutate({ ...target, body, when, missed });
      }}
    >
      <Stack>
        <NativeSelect
          label={t('to')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          data={[
            ...rooms.map((room) => ({ value: room.id, label: `# ${room.name}` })),
            { value: 'person', label: t('person') },
            ...(everybody ? [{ value: 'everybody', label: t('everybody') }] : []),
          ]}
        />
        {to === 'person' && (
          <TextInput
            label={t('username')}
            value={username}
            maxLength={32}
            required
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
        )}
        <Textarea
          label={t('body')}
          value={body}
          maxLength={4000}
          autosize
          minRows={2}
          required
          data-autofocus
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        <WhenFields times={times} onChange={setTimes} />
        <Preview when={when} />
        <NativeSelect
          label={t('missed')}
          value={missed}
          onChange={(event) => setMissed(event.currentTarget.value === 'SKIP' ? 'SKIP' : 'SEND')}
          data={(['SEND', 'SKIP'] as const).map((each) => ({ value: each, label: t(`missedAs.${each}`) }))}
        />
        <ProblemAlert problem={save.error && problemOf(save.error)} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={incomplete}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Those that have a name and in which I am, by name. */
function useRooms(): { id: string; name: string }[] {
  const { rooms } = useSync();
  return [...rooms.values()]
    .filter(({ room }) => room.kind !== 'DIRECT')
    .map(({ room }) => ({ id: room.id, name: room.name }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

function WhenFields({ times, onChange }: { times: Times; onChange: (times: Times) => void }) {
  const { t } = useTranslation('schedule');
  const set = (change: Partial<Times>) => onChange({ ...times, ...change });
  const moment = (name: 'at' | 'start' | 'end', required: boolean) => (
    <TextInput
      type="datetime-local"
      label={t(name)}
      value={times[name]}
      required={required}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <NativeSelect
        label={t('how')}
        value={times.kind}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          set({ kind: kinds.find((each) => each === chosen) ?? 'once' });
        }}
        data={kinds.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
      />
      {times.kind === 'once' && moment('at', true)}
      {times.kind === 'cron' && (
        <TextInput
          label={t('cron')}
          description={t('cronHint')}
          value={times.cron}
          maxLength={120}
          required
          onChange={(event) => set({ cron: event.currentTarget.value })}
        />
      )}
      {times.kind === 'every' && (
        <TextInput
          type="number"
          label={t('minutes')}
          min={0}
          step="any"
          value={times.minutes}
          required
          onChange={(event) => set({ minutes: event.currentTarget.value })}
        />
      )}
      {times.kind !== 'once' && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {moment('start', times.kind === 'every')}
          {moment('end', false)}
        </SimpleGrid>
      )}
      {times.kind === 'cron' && (
        <TextInput
          label={t('zone')}
          value={times.zone}
          maxLength={64}
          required
          onChange={(event) => set({ zone: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function Preview({ when }: { when: When | undefined }) {
  const { t } = useTranslation('schedule');
  const { date } = useFormat();
  const asked = useDelayed(JSON.stringify(when ?? null), 300);
  const preview = useQuery({
    queryKey: ['schedules', 'preview', asked],
    queryFn: () => scheduleApi.preview(JSON.parse(asked) as When),
    enabled: asked !== 'null',
    retry: false,
  });
  if (asked === 'null') return null;
  if (preview.error) return <ProblemAlert problem={problemOf(preview.error)} />;
  return (
    <div role="status">
      <Text fz="sm" fw={600}>
        {t('preview', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
      </Text>
      {preview.data?.map((time) => (
        <Text key={time} fz="sm" c="var(--confab-muted)">
          {date(time)}
        </Text>
      ))}
    </div>
  );
}
