import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../realtime/useRealtime';
import classes from './ConnectionStatus.module.css';

/** How we stand with the server: always in sight, and heard when it changes. */
export function ConnectionStatus() {
  const { t } = useTranslation('app');
  const { state, reconnectNow } = useConnection();
  const seconds = useSecondsUntil(state.status === 'waiting' ? state.until : undefined);
  return (
    <div className={classes['status']} data-status={state.status}>
      <span className={classes['dot']} aria-hidden />
      <VisuallyHidden role="status">{t(`connection.${state.status}`)}</VisuallyHidden>
      <span className={classes['text']} aria-hidden>
        {state.status === 'waiting'
          ? t('connection.waitingFor', { seconds })
          : t(`connection.${state.status}`)}
      </span>
      {state.status === 'waiting' && (
        <>
          <span className={classes['seconds']} aria-hidden>
            {t('connection.seconds', { seconds })}
          </span>
          <button
            type="button"
            className={classes['now']}
            onClick={reconnectNow}
            aria-label={t('connection.nowLabel')}
          >
            {t('connection.now')}
          </button>
        </>
      )}
    </div>
  );
}

/** Whole seconds that are left; counts down. */
function useSecondsUntil(until: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until === undefined) return;
    const tick = () => setNow(Date.now());
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, 250);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [until]);
  return until === undefined ? 0 : Math.max(0, Math.ceil((until - now) / 1000));
}
