import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon';
import { useFormat } from '../../ui/useFormat';
import classes from './MembersButton.module.css';

interface MembersButtonProps {
  /** How many they are, once that is known. */
  count: number | undefined;
  shown: boolean;
  onToggle: () => void;
}

/** How many are in a room; shows who. */
export function MembersButton({ count, shown, onToggle }: MembersButtonProps) {
  const { t } = useTranslation('room');
  const { number } = useFormat();
  return (
    // It would lie over the heading of the panel that is shown.
    <Tooltip label={t('members.title')} disabled={shown}>
      <button
        type="button"
        className={classes['button']}
        aria-pressed={shown}
        aria-label={count === undefined ? t('members.title') : t('memberCount', { count })}
        onClick={onToggle}
      >
        <Icon name="users" size={20} />
        <span className={classes['count']}>{count === undefined ? '' : number(count)}</span>
      </button>
    </Tooltip>
  );
}
