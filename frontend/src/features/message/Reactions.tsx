import { useTranslation } from 'react-i18next';
import type { Message, Reaction } from '../../http/wire';
import { Icon } from '../../ui/Icon';
import classes from './Reactions.module.css';

interface ReactionsProps {
  message: Message;
  me: string;
  /** Undefined where I may not react. */
  onReact: ((emoji: string, action: 'ADD' | 'REMOVE') => void) | undefined;
  onPick: (anchor: HTMLElement) => void;
}

/** Who reacted with what, and how to join in. */
export function Reactions({ message, me, onReact, onPick }: ReactionsProps) {
  const { t } = useTranslation('message');
  const names = useNames();
  if (message.reactions.length === 0) return null;
  return (
    <div className={classes['reactions']}>
      {message.reactions.map((reaction) => {
        const mine = reaction.accounts.some((account) => account.id === me);
        const label = t('reaction', { count: reaction.count, emoji: reaction.emoji, names: names(reaction) });
        return (
          <button
            key={reaction.emoji}
            type="button"
            className={classes['reaction']}
            aria-pressed={mine}
            aria-label={label}
            title={label}
            disabled={!onReact}
            onClick={() => onReact?.(reaction.emoji, mine ? 'REMOVE' : 'ADD')}
          >
            <span>{reaction.emoji}</span>
            <span className={classes['count']}>{reaction.count}</span>
          </button>
        );
      })}
      {onReact && (
        <button
          type="button"
          className={classes['add']}
          aria-label={t('reactionAdd')}
          title={t('reactionAdd')}
          onClick={(event) => onPick(event.currentTarget)}
        >
          <Icon name="react" size={15} />
        </button>
      )}
    </div>
  );
}

function useNames(): (reaction: Reaction) => string {
  const { t, i18n } = useTranslation('message');
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  return ({ accounts, count }) => {
    const names = accounts.map((account) => account.displayName);
    return count > names.length ? t('reactionMore', { names: names.join(', ') }) : list.format(names);
  };
}
