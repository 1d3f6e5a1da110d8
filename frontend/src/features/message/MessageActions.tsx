import { useTranslation } from 'react-i18next';
import type { Message } from '../../http/wire';
import { Icon } from '../../ui/Icon';
import type { MessageHandlers } from './MessageHandlers';
import classes from './MessageActions.module.css';

const quick = ['👍', '❤️'];

interface MessageActionsProps {
  message: Message;
  mine: boolean;
  mayModerate: boolean;
  handlers: MessageHandlers;
}

/** The buttons at a message's corner: seen while the pointer or the focus is on it. */
export function MessageActions({ message, mine, mayModerate, handlers }: MessageActionsProps) {
  const { t } = useTranslation('message');
  const { react, reply, edit } = handlers;
  const remove = mine || mayModerate ? handlers.delete : undefined;
  return (
    <div className={classes['actions']} role="group" aria-label={t('actions.label')}>
      {react &&
        quick.map((emoji) => (
          <button
            key={emoji}
            type="button"
            className={classes['action']}
            data-quick
            aria-label={t('actions.reactWith', { emoji })}
            title={t('actions.reactWith', { emoji })}
            onClick={() => react(message, emoji, 'ADD')}
          >
            {emoji}
          </button>
        ))}
      {react && (
        <button
          type="button"
          className={classes['action']}
          aria-label={t('actions.react')}
          title={t('actions.react')}
          onClick={(event) => handlers.pickReaction(message, event.currentTarget)}
        >
          <Icon name="react" size={16} />
        </button>
      )}
      {reply && <Action icon="reply" label={t('actions.reply')} onPress={() => reply(message)} />}
      {edit && mine && <Action icon="pencil" label={t('actions.edit')} onPress={() => edit(message)} />}
      <Action icon="copy" label={t('actions.copy')} onPress={() => handlers.copy(message)} />
      {handlers.pin && (
        <Action
          icon="pin"
          label={t(message.pinned ? 'actions.unpin' : 'actions.pin')}
          onPress={() => handlers.pin?.(message, message.pinned ? 'REMOVE' : 'ADD')}
        />
      )}
      {handlers.markUnread && (
        <Action icon="mail" label={t('actions.markUnread')} onPress={() => handlers.markUnread?.(message)} />
      )}
      {handlers.report && !mine && (
        <Action icon="flag" label={t('actions.report')} onPress={() => handlers.report?.(message)} />
      )}
      {remove && (
        <Action icon="trash" label={t('actions.delete')} dangerous onPress={() => remove(message)} />
      )}
    </div>
  );
}

interface ActionProps {
  icon: 'reply' | 'pencil' | 'copy' | 'mail' | 'pin' | 'flag' | 'trash';
  label: string;
  dangerous?: boolean;
  onPress: () => void;
}

function Action({ icon, label, dangerous, onPress }: ActionProps) {
  return (
    <button
      type="button"
      className={classes['action']}
      data-dangerous={dangerous}
      aria-label={label}
      title={label}
      onClick={onPress}
    >
      <Icon name={icon} size={16} />
    </button>
  );
}
