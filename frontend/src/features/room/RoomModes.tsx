import { Checkbox, NativeSelect, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Room } from '../../http/wire';

const slow = [0, 5, 10, 30, 60, 300, 900, 3600, 21600] as const;

export interface Modes {
  locked: boolean;
  announcementsOnly: boolean;
  slowSeconds: number;
}

export function modesOf(room: Room): Modes {
  return {
    locked: Boolean(room.lockedAt),
    announcementsOnly: room.announcementsOnly ?? false,
    slowSeconds: room.slowSeconds ?? 0,
  };
}

/** Who says something in a room, and how often. */
export function RoomModes({ modes, onChange }: { modes: Modes; onChange: (change: Partial<Modes>) => void }) {
  const { t } = useTranslation('room');
  // A program may have set another one.
  const known = slow.find((seconds) => seconds === modes.slowSeconds) !== undefined;
  return (
    <Stack gap="xs">
      <Checkbox
        label={t('mode.locked')}
        checked={modes.locked}
        onChange={(event) => onChange({ locked: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('mode.announcements')}
        checked={modes.announcementsOnly}
        onChange={(event) => onChange({ announcementsOnly: event.currentTarget.checked })}
      />
      <NativeSelect
        label={t('mode.slow')}
        description={t('mode.slowHint')}
        value={String(modes.slowSeconds)}
        onChange={(event) => onChange({ slowSeconds: Number(event.currentTarget.value) })}
        data={[
          ...slow.map((seconds) => ({ value: String(seconds), label: t(`slowFor.${seconds}`) })),
          ...(known ? [] : [{ value: String(modes.slowSeconds), label: `${modes.slowSeconds} s` }]),
        ]}
      />
    </Stack>
  );
}
