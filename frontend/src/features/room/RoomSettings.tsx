import { Alert, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Room } from '../../http/wire';
import { Icon } from '../../ui/Icon';
import { roomApi, type RoomChange } from './roomApi';
import { RoomForm } from './RoomForm';
import { modesOf, RoomModes } from './RoomModes';
import classes from './RoomSettings.module.css';
import { useDraft } from './useDraft';
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

const names = {
  name: 'name',
  description: 'description',
  locked: 'mode.locked',
  announcementsOnly: 'mode.announcements',
  slowSeconds: 'mode.slow',
} as const;

function ChangedRoom({ room, onClose }: Omit<RoomSettingsProps, 'opened'>) {
  const { t } = useTranslation('room');
  const { name, description } = room;
  const { wanted, changed, overtaken, edit } = useDraft({ name, description, ...modesOf(room) });
  const change = useRoomChange((request: RoomChange) => roomApi.change(room.id, request), onClose);
  return (
    <RoomForm
      about={wanted}
      onChange={edit}
      submit={t('settings.submit')}
      outcome={change}
      onSubmit={() => {
        if (changed.length === 0) {
          onClose();
          return;
        }
        const given = { ...wanted, name: wanted.name.trim(), description: wanted.description.trim() };
        change.mutate(Object.fromEntries(changed.map((key) => [key, given[key]])));
      }}
      onCancel={onClose}
    >
      <RoomModes modes={wanted} onChange={edit} />
      {overtaken.length > 0 && (
        <Alert role="status" color="yellow" variant="light" p="xs" icon={<Icon name="warning" />}>
          {t('settings.overtaken')}
          <ul className={classes['overtaken']}>
            {overtaken.map((key) => (
              <li key={key}>{t(names[key])}</li>
            ))}
          </ul>
        </Alert>
      )}
    </RoomForm>
  );
}
