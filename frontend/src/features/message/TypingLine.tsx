import { useTranslation } from 'react-i18next';
import type { Person } from '../../http/wire';
import classes from './TypingLine.module.css';

/** Who is typing. It keeps its place when nobody is, so that nothing jumps. */
export function TypingLine({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation('message');
  const [one, other] = people;
  let text = '';
  if (people.length > 2) text = t('typing.many');
  else if (one && other) text = t('typing.two', { name: one.displayName, other: other.displayName });
  else if (one) text = t('typing.one', { name: one.displayName });
  return (
    <div className={classes['line']}>
      {text !== '' && (
        <>
          <span className={classes['dots']} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          <span className={classes['text']}>{text}</span>
        </>
      )}
    </div>
  );
}
