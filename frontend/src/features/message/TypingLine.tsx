import { useTranslation } from 'react-i18next';
import type { Person } from '../../http/wire';
import classes from './TypingLine.module.css';

/** Who is typing. It keeps its place when nobody is, so that nothing jumps. */
export function TypingLine({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation('message');
  const [one, other, third] = people;
  let text = '';
  if (people.length > 3) text = t('typing.many', { people: people.length });
  else if (one && other && third)
    text = t('typing.three', { name: one.displayName, other: other.displayName, third: third.displayName });
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
