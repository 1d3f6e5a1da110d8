import { Stack, Text } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { serverClock } from '../../http/serverClock';
import type { RoomId, Sanction } from '../../http/wire';
import { endOf } from '../../realtime/sanctions';
import { useStandingSanctions } from '../../realtime/useRealtime';
import { countdown } from '../../ui/countdown';
import { Emptiness } from '../../ui/Emptiness';
import { useFormat } from '../../ui/useFormat';
import { useNow } from '../../ui/useNow';
import { AppealForm } from './AppealForm';

/**
 * What keeps me out of a room, if something does.
 *
 * @param onOver called when it is over, on time or lifted
 */
export function useRoomBan(room: RoomId, onOver: () => void): Sanction | undefined {
  const ban = useStandingSanctions().find((each) => each.kind === 'BAN' && each.room?.id === room);
  const before = useRef(ban);
  const over = useEffectEvent(onOver);
  useEffect(() => {
    if (before.current && !ban) over();
    before.current = ban;
  }, [ban]);
  return ban;
}

/** In the place of a room that I am banned from: by whom, why and until when, and the way to appeal. */
export function RoomBan({ ban, action }: { ban: Sanction; action: ReactNode }) {
  const { t } = useTranslation('moderation');
  const { date } = useFormat();
  return (
    <Emptiness icon="lock" title={t('roomBan.title', { room: ban.room?.name ?? '' })} action={action}>
      <Stack gap="xs" align="center">
        <Text>{t('silence.reason', { name: ban.imposedBy.displayName, reason: ban.reason })}</Text>
        {ban.until && <Text fz="sm">{t('roomBan.until', { when: date(ban.until) })}</Text>}
        {ban.until && <TimeLeft ban={ban} />}
        <AppealForm key={ban.id} sanction={ban} />
      </Stack>
    </Emptiness>
  );
}

function TimeLeft({ ban }: { ban: Sanction }) {
  const { t } = useTranslation('moderation');
  const now = useNow(true, ban, serverClock.now);
  return (
    <Text fz="sm" role="timer" aria-live="off" style={{ fontVariantNumeric: 'tabular-nums' }}>
      {t('roomBan.left', { time: countdown(endOf(ban) - now) })}
    </Text>
  );
}
