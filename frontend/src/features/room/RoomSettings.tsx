import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Room } from '../../http/wire';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { useErrorText } from '../../ui/useErrorText';
import { roomApi } from './roomApi';
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
      <RoomSettingsForm room={room} onClose={onClose} />
    </Modal>
  );
}

function RoomSettingsForm({ room, onClose }: Omit<RoomSettingsProps, 'opened'>) {
  const { t } = useTranslation('room');
  const { t: ui } = useTranslation('ui');
  const errorText = useErrorText();
  const [name, setName] = useState(room.name);
  const [description, setDescription] = useState(room.description);
  const change = useRoomChange(
    (wanted: { name?: string; description?: string }) => roomApi.change(room.id, wanted),
    onClose,
  );
  const problem = change.error && problemOf(change.error);
  const aboutName = problem?.code === 'room-name-taken' || problem?.fields.has('name');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({
          ...(name.trim() === room.name ? {} : { name: name.trim() }),
          ...(description.trim() === room.description ? {} : { description: description.trim() }),
        });
      }}
    >
      <Stack>
        {!aboutName && <ProblemAlert problem={problem} />}
        <TextInput
          label={t('name')}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            change.reset();
          }}
          error={aboutName && problem ? errorText(problem) : undefined}
          maxLength={80}
          data-autofocus
          required
          withAsterisk={false}
        />
        <Textarea
          label={t('description')}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          maxLength={1000}
          autosize
          minRows={3}
          maxRows={8}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={change.isPending} disabled={name.trim() === ''}>
            {t('settings.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
