import { Modal, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomId } from '../../http/wire';
import { roomApi, type RoomKind } from './roomApi';
import { RoomForm } from './RoomForm';
import { useRoomChange } from './useRoom';

interface CreateRoomProps {
  opened: boolean;
  onClose: () => void;
  onCreated: (room: RoomId) => void;
}

export function CreateRoom({ opened, onClose, onCreated }: CreateRoomProps) {
  const { t } = useTranslation('room');
  const { t: ui } = useTranslation('ui');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('create.title')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <NewRoom onClose={onClose} onCreated={onCreated} />
    </Modal>
  );
}

function NewRoom({ onClose, onCreated }: Omit<CreateRoomProps, 'opened'>) {
  const { t } = useTranslation('room');
  const [about, setAbout] = useState({ name: '', description: '' });
  const [kind, setKind] = useState<RoomKind>('PUBLIC');
  const create = useRoomChange(roomApi.create, (room) => onCreated(room.id));
  return (
    <RoomForm
      about={about}
      onChange={(change) => setAbout({ ...about, ...change })}
      namePlaceholder={t('create.namePlaceholder')}
      descriptionHint={t('create.descriptionHint')}
      submit={t('create.submit')}
      outcome={create}
      onSubmit={() => {
        const description = about.description.trim();
        create.mutate({ name: about.name.trim(), kind, ...(description === '' ? {} : { description }) });
      }}
      onCancel={onClose}
    >
      <Radio.Group label={t('create.kind')} value={kind} onChange={(value) => setKind(value)}>
        <Stack gap="xs" mt="xs">
          <Radio value="PUBLIC" label={t('create.public')} description={t('create.publicHint')} />
          <Radio value="PRIVATE" label={t('create.private')} description={t('create.privateHint')} />
        </Stack>
      </Radio.Group>
    </RoomForm>
  );
}
