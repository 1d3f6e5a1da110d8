import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Person, Room } from '../../http/wire';
import { usePerson } from '../../realtime/usePresence';
import { useRealtime } from '../../realtime/useRealtime';
import { Icon } from '../../ui/Icon';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { partner } from './directRooms';

/** The other of two, or that there are more. */
export function DirectMark({ room, size = 20 }: { room: Room; size?: number }) {
  const { t } = useTranslation('direct');
  const { me } = useRealtime();
  const other = partner(room, me);
  return (
    <>
      {other ? <Partner person={other} size={size} /> : <Icon name="users" size={size} />}
      <VisuallyHidden>{t('mark')}</VisuallyHidden>
    </>
  );
}

function Partner({ person, size }: { person: Person; size: number }) {
  const seen = usePerson(person.id);
  return <PersonAvatar person={person} size={size} presence={seen?.presence} />;
}
