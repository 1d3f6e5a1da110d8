import { useTranslation } from 'react-i18next';
import classes from './PresenceMark.module.css';

export type Seen = 'ONLINE' | 'AWAY' | 'DO_NOT_DISTURB' | 'DROPPED' | 'OFFLINE' | 'INVISIBLE';

/** How somebody is there: a shape as well as a colour, and its name for whoever sees neither. */
export function PresenceMark({ presence, size = 12 }: { presence: Seen; size?: number }) {
  const { t } = useTranslation('ui');
  const name = t(`presence.${presence}`);
  return (
    <span
      role="img"
      aria-label={name}
      title={name}
      className={classes['mark']}
      data-presence={presence}
      style={{ width: size, height: size }}
    />
  );
}
