import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Person, RoomId } from '../../http/wire';
import { Icon } from '../../ui/Icon';
import { BotMark } from '../../ui/BotMark';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { useBlocking, useBlocks, useConversation } from './useDirect';

interface PersonDialogProps {
  /** Nobody while it is closed. */
  person: Person | null;
  onClose: () => void;
  onOpened: (room: RoomId) => void;
}

/** Who somebody is, and what I can do: write to them, or hear no more of them. */
export function PersonDialog({ person, onClose, onOpened }: PersonDialogProps) {
  const { t } = useTranslation('direct');
  const { t: ui } = useTranslation('ui');
  return (
    <Modal
      opened={person !== null}
      onClose={onClose}
      title={t('person.title')}
      size={380}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {person && <About person={person} onOpened={onOpened} />}
    </Modal>
  );
}

function About({ person, onOpened }: { person: Person; onOpened: (room: RoomId) => void }) {
  const { t } = useTranslation('direct');
  const open = useConversation(onOpened);
  const blocks = useBlocks();
  const blocking = useBlocking();
  const blocked = blocks.data?.some(({ account }) => account.id === person.id) ?? false;
  const problem = open.error ?? blocking.error;
  return (
    <Stack>
      <Group gap="sm" wrap="nowrap">
        <PersonAvatar person={person} size={48} />
        <div style={{ minWidth: 0 }}>
          <Text component="div" fw={600} truncate>
            {person.displayName} <BotMark of={person} />
          </Text>
          <Text c="var(--confab-muted)" fz="sm" truncate>
            @{person.username}
          </Text>
        </div>
      </Group>
      <ProblemAlert problem={problem && problemOf(problem)} />
      {blocked && (
        <Text fz="sm" c="var(--confab-muted)" role="status">
          {t('blocked.lead', { name: person.displayName })}
        </Text>
      )}
      <Group>
        {!blocked && (
          <Button
            leftSection={<Icon name="mail" />}
            loading={open.isPending}
            onClick={() => open.mutate([person.username])}
            data-autofocus
          >
            {t('person.write')}
          </Button>
        )}
        <Button
          variant="default"
          loading={blocking.isPending}
          disabled={blocks.isPending}
          onClick={() => blocking.mutate({ username: person.username, blocked: !blocked })}
        >
          {blocked ? t('blocked.undo') : t('block.verb')}
        </Button>
      </Group>
    </Stack>
  );
}
