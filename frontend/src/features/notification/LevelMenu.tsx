import { ActionIcon, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { serverClock } from '../../http/serverClock';
import type { Attention, Level, RoomId } from '../../http/wire';
import { levelNow, type RoomHead } from '../../realtime/RoomHead';
import { useRealtime, useSync } from '../../realtime/useRealtime';
import { Icon } from '../../ui/Icon';
import { notificationApi } from './notificationApi';

const levels = ['ALL', 'MENTIONS', 'NOTHING'] as const satisfies readonly Level[];
const names = { ALL: 'level.all', MENTIONS: 'level.mentions', NOTHING: 'level.nothing' } as const;
const hour = 3600_000;

function mutedNow({ mutedUntil }: RoomHead): string | undefined {
  return mutedUntil && Date.parse(mutedUntil) > serverClock.now() ? mutedUntil : undefined;
}

/** What a room is to tell me. Nothing to choose in a room that I am not in. */
export function LevelMenu({ room }: { room: RoomId }) {
  const { t, i18n } = useTranslation('notification');
  const { rooms } = useRealtime();
  const { rooms: heads, refresh } = useSync();
  const change = useMutation({
    mutationFn: (attention: Attention) => notificationApi.attend(room, attention),
    onMutate: (attention) => rooms.attend(room, attention),
    onError: refresh,
  });
  const head = heads.get(room);
  if (!head) return null;
  const muted = mutedNow(head);
  const muteFor = (millis: number) =>
    change.mutate({ level: head.level, mutedUntil: serverClock.from(millis) });
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('level.menu')}>
          <Icon name={levelNow(head) === 'NOTHING' ? 'bellOff' : 'bell'} size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={head.level}
          onChange={(value) => {
            const level = levels.find((candidate) => candidate === value);
            if (level) change.mutate({ level, mutedUntil: muted });
          }}
        >
          {levels.map((level) => (
            <Menu.RadioItem key={level} value={level} closeMenuOnClick>
              {t(names[level])}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        {muted === undefined ? (
          <>
            <Menu.Item leftSection={<Icon name="clock" />} onClick={() => muteFor(hour)}>
              {t('level.muteHour')}
            </Menu.Item>
            <Menu.Item leftSection={<Icon name="clock" />} onClick={() => muteFor(24 * hour)}>
              {t('level.muteDay')}
            </Menu.Item>
          </>
        ) : (
          <>
            <Menu.Label>
              {t('level.mutedUntil', {
                when: new Date(muted).toLocaleString(i18n.language, {
                  dateStyle: 'short',
                  timeStyle: 'short',
                }),
              })}
            </Menu.Label>
            <Menu.Item
              leftSection={<Icon name="bell" />}
              onClick={() => change.mutate({ level: head.level })}
            >
              {t('level.unmute')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
