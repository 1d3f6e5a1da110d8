import { Button, Group, Modal, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomId } from '../../http/wire';
import { problemOf } from '../../http/problem';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { useErrorText } from '../../ui/useErrorText';
import { roomApi, type RoomKind } from './roomApi';
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
      <CreateRoomForm onClose={onClose} onCreated={onCreated} />
    </Modal>
  );
}

function CreateRoomForm({ onClose, onCreated }: Omit<CreateRoomProps, 'opened'>) {
  const { t } = useTranslation('room');
  const { t: ui } = useTranslation('ui');
  const errorText = useErrorText();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<RoomKind>('PUBLIC');
  const [description, setDescription] = useState('');
  const create = useRoomChange(roomApi.create, (room) => onCreated(room.id));
  const problem = create.error && problemOf(create.error);
  const aboutName = problem?.code === 'room-name-taken' || problem?.fields.has('name');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({
          name: name.trim(),
          kind,
          ...(description.trim() === '' ? {} : { description: description.trim() }),
        });
      }}
    >
      <Stack>
        {!aboutName && <ProblemAlert problem={problem} />}
        <TextInput
          label={t('name')}
          placeholder={t('create.namePlaceholder')}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            create.reset();
          }}
          error={aboutName && problem ? errorText(problem) : undefined}
          maxLength={80}
          data-autofocus
          required
          withAsterisk={false}
        />
        <Radio.Group label={t('create.kind')} value={kind} onChange={(value) => setKind(value)}>
          <Stack gap="xs" mt="xs">
            <Radio value="PUBLIC" label={t('create.public')} description={t('create.publicHint')} />
            <Radio value="PRIVATE" label={t('create.private')} description={t('create.privateHint')} />
          </Stack>
        </Radio.Group>
        <Textarea
          label={t('description')}
          description={t('create.descriptionHint')}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          maxLength={1000}
          autosize
          minRows={2}
          maxRows={6}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
            {t('create.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
