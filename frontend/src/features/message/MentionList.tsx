import { useTranslation } from 'react-i18next';
import type { Person } from '../../http/wire';
import { BotMark } from '../../ui/BotMark';
import { Icon } from '../../ui/Icon';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { OfferList, type OfferListProps } from './OfferList';
import classes from './OfferList.module.css';

/** Whom the `@` may mean. */
export function MentionList(props: OfferListProps<Person>) {
  const { t } = useTranslation('message');
  return (
    <OfferList {...props} label={t('mention.label')} keyOf={({ id }) => id}>
      {(person) => (
        <>
          {person.id === person.username ? (
            <Icon name="users" size={24} />
          ) : (
            <PersonAvatar person={person} size={24} />
          )}
          <span className={classes['name']}>{person.displayName}</span>
          <BotMark of={person} />
          <span className={classes['username']}>@{person.username}</span>
        </>
      )}
    </OfferList>
  );
}
