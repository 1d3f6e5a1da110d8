import { Text } from '@mantine/core';
import { Fragment } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Message, Person, Room } from '../../http/wire';
import { Icon } from '../../ui/Icon';
import { PersonName } from '../../ui/PersonName';
import { partner } from './directRooms';
import { useReaders } from './useDirect';

interface SeenLineProps {
  room: Room;
  newest: Message;
  /** The id of my account. */
  me: string;
  /** Shows who somebody is. */
  onPerson: (person: Person) => void;
}

/** Below my newest message: who has read it. */
export function SeenLine({ room, newest, me, onPerson }: SeenLineProps) {
  const { t } = useTranslation('direct');
  const readers = useReaders(room.id);
  if (newest.author.id !== me) return null;
  const seen = (room.members ?? []).filter(
    ({ id }) => id !== me && readers.some(({ account, seq }) => account === id && seq >= newest.seq),
  );
  if (seen.length === 0) return null;
  return (
    <Text
      role="status"
      px={20}
      pb={2}
      fz="xs"
      ta="end"
      c="var(--confab-muted)"
      style={{ display: 'flex', gap: 4, alignItems: 'center', justifyContent: 'flex-end' }}
    >
      <Icon name="check" size={13} />
      {partner(room, me) ? (
        t('seen')
      ) : (
        <span>
          <Trans
            t={t}
            i18nKey="seenBy"
            components={{ people: <People people={seen} onPerson={onPerson} /> }}
          />
        </span>
      )}
    </Text>
  );
}

function People({ people, onPerson }: { people: readonly Person[]; onPerson: (person: Person) => void }) {
  return people.map((person, index) => (
    <Fragment key={person.id}>
      {index > 0 && ', '}
      <PersonName person={person} onPerson={onPerson} />
    </Fragment>
  ));
}
