import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message, Person } from '../../http/wire';
import { usePerson } from '../../realtime/usePresence';
import { BotMark } from '../../ui/BotMark';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { dateAndTimeOf, hourAndMinuteOf, timeOf } from './dates';
import { toText } from './markdown';
import { mentionsMe } from './mentions';
import { MessageActions } from './MessageActions';
import type { MessageHandlers } from './MessageHandlers';
import { MessageBody } from './MessageBody';
import { Icon } from '../../ui/Icon';
import { Tombstone } from './Tombstone';
import { Reactions } from './Reactions';
import classes from './MessageRow.module.css';

interface MessageRowProps {
  message: Message;
  /** The message that this one replies to, if it is known. */
  original: Message | undefined;
  leads: boolean;
  me: { id: string; username: string };
  mayModerate: boolean;
  handlers: MessageHandlers;
  highlighted: boolean;
}

/** One message of the list: who, when, what, and what can be done with it. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, original, leads, me, handlers, highlighted } = props;
  const { t, i18n } = useTranslation('message');
  const time = timeOf(message.createdAt, i18n.language);
  const fullTime = dateAndTimeOf(message.createdAt, i18n.language);
  const mine = message.author.id === me.id;
  return (
    <article
      className={classes['row']}
      data-seq={message.seq}
      data-leads={leads || undefined}
      data-highlighted={highlighted || undefined}
      data-mentions-me={mentionsMe(message, me.id) || undefined}
      tabIndex={-1}
      aria-label={t('label', { name: message.author.displayName, time: fullTime })}
    >
      {message.replyTo && <ReplyLine message={message} original={original} onJump={handlers.jumpTo} />}
      <div className={classes['gutter']}>
        {leads ? (
          <AuthorAvatar author={message.author} />
        ) : (
          <time className={classes['smallTime']} dateTime={message.createdAt} title={fullTime}>
            {hourAndMinuteOf(message.createdAt, i18n.language)}
          </time>
        )}
      </div>
      <div className={classes['content']}>
        {leads && (
          <div className={classes['head']}>
            {handlers.showPerson && !mine ? (
              <button
                type="button"
                className={classes['author']}
                onClick={() => handlers.showPerson?.(message.author)}
              >
                {message.author.displayName}
              </button>
            ) : (
              <span className={classes['name']}>{message.author.displayName}</span>
            )}
            <BotMark of={message.author} />
            <span className={classes['username']}>@{message.author.username}</span>
            <time className={classes['time']} dateTime={message.createdAt} title={fullTime}>
              {time}
            </time>
          </div>
        )}
        {message.deletedAt ? (
          <Tombstone message={message} mayModerate={props.mayModerate} />
        ) : (
          <>
            <div className={classes['said']}>
              <MessageBody
                body={message.body}
                me={me.username}
                people={message.mentions?.accounts}
                onPerson={handlers.showPerson}
              />
              {message.pinned && (
                <span
                  className={classes['edited']}
                  title={t('pins.by', { name: message.pinned.by.displayName })}
                >
                  <Icon name="pin" size={12} /> {t('pins.mark')}
                </span>
              )}
              {message.editedAt && (
                <span
                  className={classes['edited']}
                  title={t('editedAt', { when: dateAndTimeOf(message.editedAt, i18n.language) })}
                >
                  ({t('edited')})
                </span>
              )}
            </div>
            <Reactions
              message={message}
              me={me.id}
              onReact={handlers.react && ((emoji, action) => handlers.react?.(message, emoji, action))}
              onPick={(anchor) => handlers.pickReaction(message, anchor)}
            />
          </>
        )}
      </div>
      {!message.deletedAt && (
        <MessageActions message={message} mine={mine} mayModerate={props.mayModerate} handlers={handlers} />
      )}
    </article>
  );
});

function AuthorAvatar({ author }: { author: Person }) {
  return <PersonAvatar person={author} size={36} presence={usePerson(author.id)?.presence} />;
}

interface ReplyLineProps {
  message: Message;
  original: Message | undefined;
  onJump: (seq: number) => void;
}

function ReplyLine({ message, original, onJump }: ReplyLineProps): ReactNode {
  const { t } = useTranslation('message');
  const seq = message.replyToSeq ?? original?.seq;
  const name = original ? t('repliesTo', { name: original.author.displayName }) : t('repliesToUnknown');
  return (
    <button
      type="button"
      className={classes['reply']}
      disabled={seq === undefined}
      title={t('jumpToOriginal')}
      onClick={() => seq !== undefined && onJump(seq)}
    >
      <Icon name="reply" size={14} />
      <span className={classes['replyName']}>{name}</span>
      {original && (
        <span className={classes['replyText']}>
          {original.deletedAt ? t('deleted') : toText(original.body)}
        </span>
      )}
    </button>
  );
}
