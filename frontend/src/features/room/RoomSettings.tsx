import { Alert, Modal, Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
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
  /** What of the room's settings is another feature's. */
  webhooks: ReactNode;
  onClose: () => void;
}

/** Renames and describes a room, says who writes in it and how often, and which programs. */
export function RoomSettings({ opened, room, webhooks, onClose }: RoomSettingsProps) {
  const { t } = useTranslation('room');
  const { t: ui } = useTranslation('ui');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('settings.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <Tabs defaultValue="general" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="general">{t('settings.general')}</Tabs.Tab>
          <Tabs.Tab value="webhooks">{t('settings.webhooks')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="general" keepMounted>
          <ChangedRoom room={room} onClose={onClose} />
        </Tabs.Panel>
        <Tabs.Panel value="webhooks">{webhooks}</Tabs.Panel>
      </Tabs>
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

function ChangedRoom({ room, onClose }: Pick<RoomSettingsProps, 'room' | 'onClose'>) {
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
