import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { serverClock } from '../../http/serverClock';
import type { Room, RoomId, Sanction } from '../../http/wire';
import { endOf } from '../../realtime/sanctions';
import { useStandingSanctions } from '../../realtime/useRealtime';
import { countdown } from '../../ui/countdown';
import { useNow } from '../../ui/useNow';
import { AppealForm } from './AppealForm';
import { silenceIn } from './silence';

/**
 * What stands in the composer's place while I may not write in a room, until that is over; nothing where I may.
 *
 * @param mayModerate whether I may write where members may not
 */
export function useSilence(id: RoomId, room: Room | undefined, mayModerate: boolean): ReactNode {
  const { t } = useTranslation('moderation');
  const standing = useStandingSanctions();
  const now = useNow(
    standing.some((each) => endOf(each) !== Infinity),
    standing,
    serverClock.now,
  );
  const silence = silenceIn(standing, id, now);
  if (silence) return <Silence silence={silence} left={endOf(silence) - now} />;
  if (mayModerate) return undefined;
  if (room?.lockedAt) return t('silence.locked');
  return room?.announcementsOnly ? t('silence.announcements') : undefined;
}

function Silence({ silence, left }: { silence: Sanction; left: number }) {
  const { t } = useTranslation('moderation');
  const where = silence.room ? 'here' : 'everywhere';
  return (
    <Stack gap={2} py={4}>
      <Text fw={600} c="var(--confab-text)" role="status">
        {t(`silence.${silence.kind === 'MUTE' ? 'MUTE' : 'READ_ONLY'}.${where}`)}
      </Text>
      <Text fz="sm">
        {t('silence.reason', { name: silence.imposedBy.displayName, reason: silence.reason })}
      </Text>
      {left !== Infinity && (
        <Text fz="sm" role="timer" aria-live="off" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {t('silence.left', { time: countdown(left) })}
        </Text>
      )}
      <AppealForm key={silence.id} sanction={silence} />
    </Stack>
  );
}
