import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Room } from '../../http/wire';
import { roomApi, type RoomChange } from './roomApi';
import { RoomForm } from './RoomForm';
import { modesOf, RoomModes } from './RoomModes';
import { useRoomChange } from './useRoom';

interface RoomSettingsProps {
  opened: boolean;
  room: Room;
  onClose: () => void;
}

/** Renames and describes a room, and says who writes in it and how often. */
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
  const before = modesOf(room);
  const [modes, setModes] = useState(before);
  const change = useRoomChange((wanted: RoomChange) => roomApi.change(room.id, wanted), onClose);
  return (
    <RoomForm
      room={room}
      submit={t('settings.submit')}
      outcome={change}
      onSubmit={(name, description) =>
        change.mutate({
          ...(name === room.name ? {} : { name }),
          ...(description === room.description ? {} : { description }),
          ...(modes.locked === before.locked ? {} : { locked: modes.locked }),
          ...(modes.announcementsOnly === before.announcementsOnly
            ? {}
            : { announcementsOnly: modes.announcementsOnly }),
          ...(modes.slowSeconds === before.slowSeconds ? {} : { slowSeconds: modes.slowSeconds }),
        })
      }
      onCancel={onClose}
    >
      <RoomModes modes={modes} onChange={setModes} />
    </RoomForm>
  );
}
