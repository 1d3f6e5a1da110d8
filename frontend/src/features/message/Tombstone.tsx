import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Message } from '../../http/wire';
import { useErrorText } from '../../ui/useErrorText';
import { MessageBody } from './MessageBody';
import { readRemoved } from './messageApi';
import classes from './MessageRow.module.css';

/** In the place of what was said; those who moderate can still see what somebody took away. */
export function Tombstone({ message, mayModerate }: { message: Message; mayModerate: boolean }) {
  const { t } = useTranslation('message');
  const errorText = useErrorText();
  const original = useMutation({ mutationFn: () => readRemoved(message.room, message.id) });
  const { removed } = message;
  if (!removed) return <p className={classes['deleted']}>{t('deleted')}</p>;
  return (
    <>
      <p className={classes['deleted']}>
        {removed.reason ? t('removed.because', { reason: removed.reason }) : t('removed.text')}
        {mayModerate && (
          <button
            type="button"
            className={classes['original']}
            aria-expanded={original.isSuccess}
            onClick={() => (original.isSuccess ? original.reset() : original.mutate())}
          >
            {t(original.isSuccess ? 'removed.hide' : 'removed.show')}
          </button>
        )}
      </p>
      {original.isError && <p role="alert">{errorText(problemOf(original.error))}</p>}
      {original.data && (
        <blockquote
          className={classes['kept']}
          aria-label={t('removed.by', { name: original.data.removedBy.displayName })}
        >
          <MessageBody body={original.data.body} me="" />
          <footer>{t('removed.by', { name: original.data.removedBy.displayName })}</footer>
        </blockquote>
      )}
    </>
  );
}
