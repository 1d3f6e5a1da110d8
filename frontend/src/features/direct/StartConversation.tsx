import { Button, Group, Modal, MultiSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Person, RoomId } from '../../http/wire';
import { usePeople } from '../../realtime/usePeople';
import { useRealtime } from '../../realtime/useRealtime';
import { PersonOption } from '../../ui/PersonOption';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { useDelayed } from '../../ui/useDelayed';
import { useConversation } from './useDirect';

const mostOthers = 9;

interface StartConversationProps {
  opened: boolean;
  onClose: () => void;
  onOpened: (room: RoomId) => void;
}

/** Picks one to nine people to talk with. */
export function StartConversation({ opened, onClose, onOpened }: StartConversationProps) {
  const { t } = useTranslation('direct');
  const { t: ui } = useTranslation('ui');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('start.title')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <Pick onOpened={onOpened} />
    </Modal>
  );
}

function Pick({ onOpened }: Pick<StartConversationProps, 'onOpened'>) {
  const { t } = useTranslation('direct');
  const { me } = useRealtime();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<readonly Person[]>([]);
  const start = useDelayed(text.trim().replace(/^@/, ''), 150);
  const found = usePeople(start);
  const open = useConversation(onOpened);
  const known = new Map(
    [...chosen, ...(found.data ?? []).filter(({ id }) => id !== me)].map((person) => [
      person.username,
      person,
    ]),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        open.mutate(chosen.map(({ username }) => username));
      }}
    >
      <Stack>
        <MultiSelect
          label={t('start.who')}
          description={t('start.hint')}
          placeholder={chosen.length === 0 ? t('start.placeholder') : ''}
          value={chosen.map(({ username }) => username)}
          onChange={(usernames) => {
            setChosen(usernames.flatMap((username) => known.get(username) ?? []));
            setText('');
            open.reset();
          }}
          data={[...known.values()].map(({ username, displayName }) => ({
            value: username,
            label: displayName,
          }))}
          searchable
          // Open, it lies over the button.
          dropdownOpened={text.trim() !== ''}
          searchValue={text}
          onSearchChange={setText}
          filter={({ options }) => options}
          maxValues={mostOthers}
          hidePickedOptions
          nothingFoundMessage={found.isFetching ? undefined : t('start.nobody')}
          renderOption={({ option }) => {
            const person = known.get(option.value);
            return person ? <PersonOption person={person} /> : option.label;
          }}
          data-autofocus
          withScrollArea={false}
          styles={{ options: { maxHeight: 220, overflowY: 'auto' } }}
        />
        <ProblemAlert problem={open.error && problemOf(open.error)} />
        <Group justify="flex-end">
          <Button type="submit" loading={open.isPending} disabled={chosen.length === 0}>
            {t('start.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
