import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Person, Room } from '../../http/wire';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { useRealtime, useSync } from '../../realtime/useRealtime';
import { partner } from './directRooms';
import { useBlocking, useBlocks, useRequestAnswer } from './useDirect';

/** What stands in the composer's place in a direct room; nothing where I may write. */
export function useInsteadOfWriting(room: Room | undefined, onGone: () => void): ReactNode {
  const { me } = useRealtime();
  const request = useSync().rooms.get(room?.id ?? '')?.request;
  const blocks = useBlocks();
  if (room?.kind !== 'DIRECT') return undefined;
  if (request) return <RequestBanner room={room} from={request.from} onGone={onGone} />;
  const other = partner(room, me);
  const blocked = blocks.data?.some(({ account }) => account.id === other?.id) ?? false;
  return other && blocked ? <BlockedBanner other={other} /> : undefined;
}

/** In the composer's place while somebody asks me to talk. */
function RequestBanner({ room, from, onGone }: { room: Room; from: Person; onGone: () => void }) {
  const { t } = useTranslation('direct');
  const answer = useRequestAnswer(room.id, (accepted) => {
    if (!accepted) onGone();
  });
  const blocking = useBlocking(() => answer.mutate(false));
  const problem = answer.error ?? blocking.error;
  const pending = answer.isPending || blocking.isPending;
  return (
    <Stack gap="xs" py={4}>
      <Text fw={600} c="var(--confab-text)">
        {t('request.title', { name: from.displayName })}
      </Text>
      <Text fz="sm">{t('request.lead')}</Text>
      <ProblemAlert problem={problem && problemOf(problem)} />
      <Group gap="xs" justify="center">
        <Button size="sm" disabled={pending} onClick={() => answer.mutate(true)}>
          {t('request.accept')}
        </Button>
        <Button size="sm" variant="default" disabled={pending} onClick={() => answer.mutate(false)}>
          {t('request.decline')}
        </Button>
        <Button
          size="sm"
          variant="subtle"
          color="red"
          disabled={pending}
          onClick={() => blocking.mutate({ username: from.username, blocked: true })}
        >
          {t('block.verb')}
        </Button>
      </Group>
    </Stack>
  );
}

/** In the composer's place while I block the other. */
function BlockedBanner({ other }: { other: Person }) {
  const { t } = useTranslation('direct');
  const blocking = useBlocking();
  return (
    <Group gap="sm" py={4} justify="center">
      <Text fz="sm">{t('blocked.lead', { name: other.displayName })}</Text>
      <Button
        size="xs"
        variant="default"
        loading={blocking.isPending}
        onClick={() => blocking.mutate({ username: other.username, blocked: false })}
      >
        {t('blocked.undo')}
      </Button>
    </Group>
  );
}
