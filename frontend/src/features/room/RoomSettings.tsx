import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Room } from '../../http/wire';
import { roomApi } from './roomApi';
import { RoomForm } from './RoomForm';
import { useRoomChange } from './useRoom';

interface RoomSettingsProps {
  opened: boolean;
  room: Room;
  onClose: () => void;
}

/** Renames and describes a room. */
export function RoomSettings({ opened, room, onClose }: RoomSettingsProps) {
  const { t } = useTranslation('room');
  const { t: ui } = useTranslation('ui');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('settings.title')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <ChangedRoom room={room} onClose={onClose} />
    </Modal>
  );
}

function ChangedRoom({ room, onClose }: Omit<RoomSettingsProps, 'opened'>) {
  const { t } = useTranslation('room');
  const change = useRoomChange(
    (wanted: { name?: string; description?: string }) => roomApi.change(room.id, wanted),
    onClose,
  );
  return (
    <RoomForm
      room={room}
      submit={t('settings.submit')}
      outcome={change}
      onSubmit={(name, description) =>
        change.mutate({
          ...(name === room.name ? {} : { name }),
          ...(description === room.description ? {} : { description }),
        })
      }
      onCancel={onClose}
    />
  );
}
