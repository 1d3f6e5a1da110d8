import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DirectMark } from '../features/direct/DirectMark';
import { roomApi } from '../features/room/roomApi';
import { RoomMark } from '../features/room/RoomMark';
import { inOrder, unreadText } from '../features/room/roomOrder';
import type { Account, Person, Room } from '../http/wire';
import { asShown } from '../realtime/RoomHead';
import { usePeople } from '../realtime/usePeople';
import { useSync } from '../realtime/useRealtime';
import { Icon } from '../ui/Icon';
import { BotMark } from '../ui/BotMark';
import { PersonAvatar } from '../ui/PersonAvatar';
import { useDelayed } from '../ui/useDelayed';
import classes from './QuickSwitcher.module.css';
import { matching } from './switcher';

interface QuickSwitcherProps {
  opened: boolean;
  onClose: () => void;
  me: Account;
  onOpenRoom: (room: string) => void;
  onPerson: (person: Person) => void;
}

type Option = { room: Room; unread: number; mentions: number } | { person: Person };

/** Goes to a room by a few letters of its name: mine first, then the public ones; and to people by theirs. */
export function QuickSwitcher({ opened, onClose, ...more }: QuickSwitcherProps) {
  const { t } = useTranslation('app');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      yOffset="12vh"
      size={520}
      attributes={{ content: { 'aria-label': t('switcher.open') } }}
    >
      <Switcher {...more} />
    </Modal>
  );
}

function Switcher({ me, onOpenRoom, onPerson }: Omit<QuickSwitcherProps, 'opened' | 'onClose'>) {
  const { t, i18n } = useTranslation('app');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const list = useId();
  const rooms = useSync().rooms;
  const query = useDelayed(text.trim(), 150);
  const found = useQuery({
    queryKey: ['rooms', 'switcher', query],
    queryFn: ({ signal }) => roomApi.find(query, undefined, signal),
  });
  const people = usePeople(query);
  const mine = matching(inOrder(rooms.values(), i18n.language), text);
  const others = (found.data?.rooms ?? []).filter(({ id }) => !rooms.has(id));
  const options: Option[] = [
    ...mine.map(asShown),
    ...matching(
      others.map((room) => ({ room, unread: 0, mentions: 0 })),
      text,
    ),
    ...(query === '' ? [] : (people.data ?? []))
      .filter(({ id }) => id !== me.id)
      .map((person) => ({ person })),
  ].slice(0, 12);
  const at = Math.min(chosen, options.length - 1);

  function choose(option: Option) {
    if ('person' in option) onPerson(option.person);
    else onOpenRoom(option.room.id);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const option = options[at];
    if (step !== 0 && options.length > 0) {
      event.preventDefault();
      setChosen((at + step + options.length) % options.length);
    } else if (event.key === 'Enter' && option && !event.nativeEvent.isComposing) {
      event.preventDefault();
      choose(option);
    }
  }

  return (
    <>
      <label className={classes['field']}>
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded={options.length > 0}
          aria-controls={list}
          aria-activedescendant={options.length > 0 ? `${list}-${String(at)}` : undefined}
          aria-label={t('switcher.open')}
          placeholder={t('switcher.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
          data-autofocus
          spellCheck={false}
          autoComplete="off"
        />
      </label>
      <ul role="listbox" id={list} aria-label={t('rooms.title')} className={classes['options']}>
        {options.map((option, index) => (
          <li
            key={'person' in option ? `@${option.person.id}` : option.room.id}
            id={`${list}-${String(index)}`}
            role="option"
            aria-selected={index === at}
            className={classes['option']}
            onMouseMove={() => setChosen(index)}
            onClick={() => choose(option)}
          >
            {'person' in option ? (
              <>
                <PersonAvatar person={option.person} size={20} />
                <span>{option.person.displayName}</span>
                <BotMark of={option.person} />
                <em>@{option.person.username}</em>
              </>
            ) : (
              <RoomOption {...option} joined={rooms.has(option.room.id)} />
            )}
          </li>
        ))}
      </ul>
      {options.length === 0 && (
        <Text c="var(--confab-muted)" ta="center" pb="lg" role="status">
          {found.isFetching ? t('switcher.searching') : t('switcher.none')}
        </Text>
      )}
    </>
  );
}

interface RoomOptionProps {
  room: Room;
  unread: number;
  mentions: number;
  joined: boolean;
}

function RoomOption({ room, unread, mentions, joined }: RoomOptionProps) {
  const { t } = useTranslation('app');
  return (
    <>
      {room.kind === 'DIRECT' ? <DirectMark room={room} /> : <RoomMark room={room} />}
      <span>{room.name}</span>
      {!joined && <em>{t('switcher.notJoined')}</em>}
      {mentions > 0 && <strong>{t('switcher.mentions', { mentions: unreadText(mentions) })}</strong>}
      {unread > 0 && <strong>{t('switcher.unread', { unread: unreadText(unread) })}</strong>}
    </>
  );
}
