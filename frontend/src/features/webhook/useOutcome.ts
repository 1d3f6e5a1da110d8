import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/useFormat';
import { errorOf } from './events';
import type { Delivery } from './webhookApi';

/** What became of a delivery, in a few words. */
export function useOutcome(): (delivery: Delivery) => string {
  const { t } = useTranslation('webhook');
  const { number } = useFormat();
  return ({ state, status, error, millis, attempts }) => {
    const time = t('log.millis', { number: number(millis ?? 0) });
    if (attempts === 0) return t('log.untried');
    if (!error) return t('log.taken', { status: String(status ?? ''), time });
    const why = t(`error.${errorOf(error)}`, { status: String(status ?? '') });
    return state === 'WAITING'
      ? t('log.again', { why, number: number(attempts) })
      : t('log.failed', { why, number: number(attempts), time });
  };
}
