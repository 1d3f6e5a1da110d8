import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon';

interface RoomMarkProps {
  room: { kind: 'PUBLIC' | 'PRIVATE' | 'DIRECT'; archivedAt?: string | null | undefined };
  size?: number;
}

/** Tells at a glance whether a room is public, private or archived; screen readers hear what is not public. */
export function RoomMark({ room, size = 16 }: RoomMarkProps) {
  const { t } = useTranslation('room');
  const [icon, name] = room.archivedAt
    ? (['archive', t('mark.archived')] as const)
    : room.kind === 'PRIVATE'
      ? (['lock', t('mark.private')] as const)
      : (['hash', undefined] as const);
  return (
    <>
      <Icon name={icon} size={size} />
      {name !== undefined && <VisuallyHidden>{name}</VisuallyHidden>}
    </>
  );
}
