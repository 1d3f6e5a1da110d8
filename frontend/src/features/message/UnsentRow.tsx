import { useTranslation } from 'react-i18next';
import type { Outgoing } from '../../realtime/outbox';
import { useConnection } from '../../realtime/useRealtime';
import { useErrorText } from '../../ui/useErrorText';
import { MessageBody } from './MessageBody';
import { Icon } from '../../ui/Icon';
import classes from './UnsentRow.module.css';

export interface UnsentHandlers {
  retry: (unsent: Outgoing) => void;
  edit: (unsent: Outgoing) => void;
  discard: (unsent: Outgoing) => void;
}

interface UnsentRowProps {
  unsent: Outgoing;
  me: string;
  handlers: UnsentHandlers;
}

/** What I wrote and the server has not taken yet, or will not take, and then why. */
export function UnsentRow({ unsent, me, handlers }: UnsentRowProps) {
  const { t } = useTranslation('message');
  const errorText = useErrorText();
  const { state } = useConnection();
  const connected = state.status === 'connected' || state.status === 'catching-up';
  return (
    <article className={classes['row']} data-refused={unsent.refused !== undefined || undefined}>
      <span className={classes['mark']}>
        {!unsent.sent && <Icon name={unsent.refused === undefined ? 'clock' : 'warning'} size={16} />}
      </span>
      <div className={classes['content']}>
        <div className={classes['body']}>
          <MessageBody body={unsent.body} me={me} />
        </div>
        {unsent.refused === undefined ? (
          !unsent.sent && (
            <p className={classes['state']}>{t(connected ? 'unsent.sending' : 'unsent.waiting')}</p>
          )
        ) : (
          <p className={classes['state']} role="alert">
            {t('unsent.refused', { reason: errorText({ code: unsent.refused }) })}
            <button type="button" onClick={() => handlers.retry(unsent)}>
              {t('unsent.retry')}
            </button>
            <button type="button" onClick={() => handlers.edit(unsent)}>
              {t('unsent.edit')}
            </button>
            <button type="button" onClick={() => handlers.discard(unsent)}>
              {t('unsent.discard')}
            </button>
          </p>
        )}
      </div>
    </article>
  );
}
