import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { serverClock } from '../../http/serverClock';
import type { Person, Room } from '../../http/wire';
import { countdown } from '../../ui/countdown';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { useNow } from '../../ui/useNow';
import { moderationApi, type NewPurge, type Purge } from './moderationApi';

/** In minutes; of all times: 0. */
const spans = [10, 60, 1440, 10080, 0] as const;
type Span = (typeof spans)[number];

interface PurgeDialogProps {
  /** Nobody while it is closed. */
  person: Person | null;
  room: Room;
  /** Whether I may do it in all public rooms, too. */
  everywhere: boolean;
  onClose: () => void;
}

/** Takes away what somebody said in a while: first it tells how much that is, and afterwards it can be undone. */
export function PurgeDialog({ person, ...props }: PurgeDialogProps) {
  const { t } = useTranslation('moderation');
  const { t: ui } = useTranslation('ui');
  return (
    <Modal
      opened={person !== null}
      onClose={props.onClose}
      title={t('purge.title', { name: person?.displayName ?? '' })}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {person && <PurgeForm person={person} {...props} />}
    </Modal>
  );
}

function PurgeForm({ person, room, everywhere, onClose }: PurgeDialogProps & { person: Person }) {
  const { t } = useTranslation('moderation');
  const { t: ui } = useTranslation('ui');
  const [inAll, setInAll] = useState(false);
  const [minutes, setMinutes] = useState<Span>(60);
  const [reason, setReason] = useState('');
  const order = (): NewPurge => ({
    account: person.username,
    since: minutes === 0 ? new Date(0).toISOString() : serverClock.from(-minutes * 60_000),
    reason,
    ...(inAll ? {} : { room: room.id }),
  });
  const preview = useMutation({
    mutationFn: async () => {
      const asked = order();
      return { order: asked, found: await moderationApi.previewPurge(asked) };
    },
  });
  const purge = useMutation({ mutationFn: (asked: NewPurge) => moderationApi.purge(asked) });
  const choose = (change: () => void) => {
    preview.reset();
    change();
  };
  if (purge.data) return <Purged done={purge.data} onClose={onClose} />;
  const problem = purge.error ?? preview.error;
  const found = preview.data?.found;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (preview.data) purge.mutate(preview.data.order);
        else preview.mutate();
      }}
    >
      <Stack>
        <NativeSelect
          label={t('purge.since')}
          value={minutes}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            choose(() => setMinutes(spans.find((each) => String(each) === chosen) ?? 60));
          }}
          data={spans.map((each) => ({ value: String(each), label: t(`span.${each}`) }))}
        />
        {everywhere && (
          <NativeSelect
            label={t('sanction.where')}
            value={inAll ? 'all' : 'room'}
            onChange={(event) => {
              const all = event.currentTarget.value === 'all';
              choose(() => setInAll(all));
            }}
            data={[
              { value: 'room', label: t('sanction.inRoom', { room: room.name }) },
              { value: 'all', label: t('purge.everywhere') },
            ]}
          />
        )}
        <Textarea
          label={t('sanction.reason')}
          description={t('purge.reasonHint')}
          value={reason}
          maxLength={500}
          autosize
          minRows={2}
          required
          onChange={(event) => {
            const { value } = event.currentTarget;
            choose(() => setReason(value));
          }}
        />
        <ProblemAlert problem={problem && problemOf(problem)} />
        {found && (
          <Alert variant="light" color={found.messages > 0 ? 'orange' : 'gray'} role="status">
            <Text fz="sm" fw={600}>
              {t('purge.found', { count: found.messages })}
            </Text>
            {found.more && <Text fz="sm">{t('purge.more')}</Text>}
            {found.sample.map((message) => (
              <Text key={message.id} fz="sm" truncate c="var(--confab-muted)">
                {message.body}
              </Text>
            ))}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          {found ? (
            <Button type="submit" color="red" loading={purge.isPending} disabled={found.messages === 0}>
              {t('purge.verb', { count: found.messages })}
            </Button>
          ) : (
            <Button type="submit" loading={preview.isPending} disabled={reason.trim() === ''}>
              {t('purge.preview')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function Purged({ done, onClose }: { done: Purge; onClose: () => void }) {
  const { t } = useTranslation('moderation');
  const { t: ui } = useTranslation('ui');
  const undo = useMutation({ mutationFn: () => moderationApi.undoPurge(done) });
  const now = useNow(!undo.isSuccess, done, serverClock.now);
  const left = Date.parse(done.undoUntil) - now;
  return (
    <Stack>
      <Text role="status">
        {undo.isSuccess ? t('purge.undone') : t('purge.done', { count: done.messages })}
      </Text>
      {!undo.isSuccess && done.left > 0 && <Text fz="sm">{t('purge.left', { count: done.left })}</Text>}
      <ProblemAlert problem={undo.error && problemOf(undo.error)} />
      <Group justify="flex-end">
        {!undo.isSuccess && left > 0 && (
          <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
            {t('purge.undo', { time: countdown(left) })}
          </Button>
        )}
        <Button onClick={onClose}>{ui('close')}</Button>
      </Group>
    </Stack>
  );
}
