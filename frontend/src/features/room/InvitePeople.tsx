import { Autocomplete, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Room } from '../../http/wire';
import { usePeople } from '../../realtime/usePeople';
import { Icon } from '../../ui/Icon';
import { PersonOption } from '../../ui/PersonOption';
import { useDelayed } from '../../ui/useDelayed';
import { useErrorText } from '../../ui/useErrorText';
import { roomApi } from './roomApi';

interface InvitePeopleProps {
  opened: boolean;
  room: Room;
  onClose: () => void;
}

/** Invites people into a private room, by their usernames. */
export function InvitePeople({ opened, room, onClose }: InvitePeopleProps) {
  const { t } = useTranslation('room');
  const { t: ui } = useTranslation('ui');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('invite.titleOf', { name: room.name })}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <InviteForm room={room} />
    </Modal>
  );
}

function InviteForm({ room }: { room: Room }) {
  const { t } = useTranslation('room');
  const errorText = useErrorText();
  const [text, setText] = useState('');
  const [invited, setInvited] = useState<string[]>([]);
  const start = useDelayed(text.trim().replace(/^@/, ''), 150);
  const people = usePeople(start);
  const byName = new Map((people.data ?? []).map((person) => [person.username, person]));
  const invite = useMutation({
    mutationFn: (username: string) => roomApi.invite(room.id, username),
    onSuccess: (_, username) => {
      setInvited((names) => [username, ...names.filter((name) => name !== username)]);
      setText('');
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate(text.trim().replace(/^@/, '').toLowerCase());
      }}
    >
      <Stack>
        <Group align="flex-end" wrap="nowrap">
          <Autocomplete
            flex={1}
            label={t('invite.who')}
            description={t('invite.hint')}
            value={text}
            onChange={(value) => {
              setText(value);
              invite.reset();
            }}
            data={[...byName.keys()]}
            filter={({ options }) => options}
            renderOption={({ option }) => {
              const person = byName.get(option.value);
              return person ? <PersonOption person={person} /> : option.value;
            }}
            spellCheck={false}
            data-autofocus
            // The list itself scrolls: a region around it that does would have to be a stop of the keyboard.
            withScrollArea={false}
            styles={{ options: { maxHeight: 220, overflowY: 'auto' } }}
          />
          <Button type="submit" loading={invite.isPending} disabled={text.trim() === ''}>
            {t('invite.submit')}
          </Button>
        </Group>
        {invite.error && (
          <Text role="alert" fz="sm" c="var(--confab-danger)">
            {problemOf(invite.error).code === 'not-found'
              ? t('invite.nobody')
              : errorText(problemOf(invite.error))}
          </Text>
        )}
        <div role="status">
          {invited.map((username) => (
            <Group key={username} gap={6} c="var(--confab-muted)" fz="sm">
              <Icon name="check" size={16} />
              {t('invite.done', { username })}
            </Group>
          ))}
        </div>
      </Stack>
    </form>
  );
}
