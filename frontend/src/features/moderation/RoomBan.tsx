import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomId, Sanction } from '../../http/wire';
import { useStandingSanctions } from '../../realtime/useRealtime';
import { Emptiness } from '../../ui/Emptiness';
import { useFormat } from '../../ui/useFormat';
import { AppealForm } from './AppealForm';

/** What keeps me out of a room, if something does. */
export function useRoomBan(room: RoomId): Sanction | undefined {
  return useStandingSanctions().find((each) => each.kind === 'BAN' && each.room?.id === room);
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
        <AppealForm key={ban.id} sanction={ban} />
      </Stack>
    </Emptiness>
  );
}
