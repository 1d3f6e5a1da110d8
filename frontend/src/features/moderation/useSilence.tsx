import { Stack, Text } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomId, Sanction } from '../../http/wire';
import { useStandingSanctions } from '../../realtime/useRealtime';
import { countdown } from './countdown';
import { endOf, silenceIn } from './silence';

/** What stands in the composer's place while I may not write in a room, until that is over; nothing where I may. */
export function useSilence(room: RoomId): ReactNode {
  const standing = useStandingSanctions();
  const [now, setNow] = useState(Date.now);
  const silence = silenceIn(standing, room, now);
  const ticking = standing.some((each) => endOf(each) !== Infinity);
  useEffect(() => {
    if (!ticking) return undefined;
    const tick = () => setNow(Date.now());
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, 1000);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [standing, ticking]);
  return silence && <Silence silence={silence} left={endOf(silence) - now} />;
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
    </Stack>
  );
}
