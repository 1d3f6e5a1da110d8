import { useTranslation } from 'react-i18next';
import type { Person } from '../../http/wire';
import { Icon } from '../../ui/Icon';
import { PersonAvatar } from '../../ui/PersonAvatar';
import classes from './MentionList.module.css';

interface MentionListProps {
  id: string;
  people: readonly Person[];
  chosen: number;
  onChoose: (person: Person) => void;
  onPoint: (index: number) => void;
}

/** Whom the `@` may mean. The focus stays in the text. */
export function MentionList({ id, people, chosen, onChoose, onPoint }: MentionListProps) {
  const { t } = useTranslation('message');
  return (
    <div className={classes['list']} id={id} role="listbox" aria-label={t('mention.label')}>
      {people.map((person, index) => (
        <div
          key={person.id}
          id={`${id}-${index}`}
          className={classes['person']}
          role="option"
          aria-selected={index === chosen}
          onPointerMove={() => onPoint(index)}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(person);
          }}
        >
          {person.id === person.username ? (
            <Icon name="users" size={24} />
          ) : (
            <PersonAvatar person={person} size={24} />
          )}
          <span className={classes['name']}>{person.displayName}</span>
          <span className={classes['username']}>@{person.username}</span>
        </div>
      ))}
    </div>
  );
}
