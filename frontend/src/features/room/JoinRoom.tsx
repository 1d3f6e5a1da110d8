import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Room } from '../../http/wire';
import { useErrorText } from '../../ui/useErrorText';
import { roomApi } from './roomApi';
import { useRoomChange } from './useRoom';

/** Where the composer would be, for somebody who reads a room without being in it. */
export function JoinRoom({ room, onJoined }: { room: Room; onJoined: () => void }) {
  const { t } = useTranslation('room');
  const errorText = useErrorText();
  const join = useRoomChange(roomApi.join, onJoined);
  return (
    <Group justify="center" gap="md">
      <Text
        c={join.error ? 'var(--confab-danger)' : 'var(--confab-muted)'}
        role={join.error ? 'alert' : undefined}
      >
        {join.error
          ? errorText(problemOf(join.error))
          : room.archivedAt
            ? t('join.archived')
            : t('join.lead', { name: room.name })}
      </Text>
      {!room.archivedAt && (
        <Button loading={join.isPending} onClick={() => join.mutate(room.id)}>
          {t('join.verb')}
        </Button>
      )}
    </Group>
  );
}
