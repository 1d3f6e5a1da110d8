import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { roomApi } from '../features/room/roomApi';
import { RoomMark } from '../features/room/RoomMark';
import { inOrder, unreadText } from '../features/room/roomOrder';
import type { Room } from '../http/wire';
import { useSync } from '../realtime/useRealtime';
import { Icon } from '../ui/Icon';
import { useDelayed } from '../ui/useDelayed';
import classes from './QuickSwitcher.module.css';
import { matching } from './switcher';

interface QuickSwitcherProps {
  opened: boolean;
  onClose: () => void;
  onOpenRoom: (room: string) => void;
}

/** Goes to a room by a few letters of its name: mine first, then the public ones. */
export function QuickSwitcher({ opened, onClose, onOpenRoom }: QuickSwitcherProps) {
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
      <Switcher onOpenRoom={onOpenRoom} />
    </Modal>
  );
}

function Switcher({ onOpenRoom }: Pick<QuickSwitcherProps, 'onOpenRoom'>) {
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
  const mine = matching(inOrder(rooms.values(), i18n.language), text);
  const others = (found.data?.rooms ?? []).filter(({ id }) => !rooms.has(id));
  const options: { room: Room; unread: number }[] = [
    ...mine,
    ...matching(
      others.map((room) => ({ room, unread: 0 })),
      text,
    ),
  ].slice(0, 12);
  const at = Math.min(chosen, options.length - 1);

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const room = options[at]?.room;
    if (step !== 0 && options.length > 0) {
      event.preventDefault();
      setChosen((at + step + options.length) % options.length);
    } else if (event.key === 'Enter' && room && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onOpenRoom(room.id);
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
        {options.map(({ room, unread }, index) => (
          <li
            key={room.id}
            id={`${list}-${String(index)}`}
            role="option"
            aria-selected={index === at}
            className={classes['option']}
            onMouseMove={() => setChosen(index)}
            onClick={() => onOpenRoom(room.id)}
          >
            <RoomMark room={room} />
            <span>{room.name}</span>
            {!rooms.has(room.id) && <em>{t('switcher.notJoined')}</em>}
            {unread > 0 && <strong>{t('switcher.unread', { unread: unreadText(unread) })}</strong>}
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
