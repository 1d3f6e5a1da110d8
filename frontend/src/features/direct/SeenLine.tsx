import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Message, Room } from '../../http/wire';
import { Icon } from '../../ui/Icon';
import { partner } from './directRooms';
import { useReaders } from './useDirect';

/** Below my newest message: who has read it. */
export function SeenLine({ room, newest, me }: { room: Room; newest: Message; me: string }) {
  const { t } = useTranslation('direct');
  const readers = useReaders(room.id);
  if (newest.author.id !== me) return null;
  const names = (room.members ?? [])
    .filter(({ id }) => id !== me && readers.some(({ account, seq }) => account === id && seq >= newest.seq))
    .map(({ displayName }) => displayName);
  if (names.length === 0) return null;
  return (
    <Text
      role="status"
      px={20}
      pb={2}
      fz="xs"
      ta="end"
      c="var(--confab-muted)"
      style={{ display: 'flex', gap: 4, alignItems: 'center', justifyContent: 'flex-end' }}
    >
      <Icon name="check" size={13} />
      {partner(room, me) ? t('seen') : t('seenBy', { names: names.join(', ') })}
    </Text>
  );
}
