import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/useFormat';
import { clockValue, offset } from './feed';
import classes from './Feed.module.css';
import { useFeed } from './useFeed';

/** Ticks by which the offset is measured. */
const kept = 30;

/** The server's time, and how far this browser's clock is from it. */
export function ClockView() {
  const { t, i18n } = useTranslation('feed');
  const { number } = useFormat();
  const [ticks, setTicks] = useState<readonly { time: number; heardAt: number }[]>([]);
  const { last, isRefused } = useFeed('clock', (value) => {
    const tick = clockValue.safeParse(value.value);
    const heardAt = Date.now();
    if (tick.success) {
      setTicks((known) => [...known, { time: Date.parse(tick.data.time), heardAt }].slice(-kept));
    }
  });
  const shown = clockValue.safeParse(last?.value);
  const ahead = offset(ticks);
  if (!shown.success) return <Text c="var(--confab-muted)">{t(isRefused ? 'refused' : 'waiting')}</Text>;
  const time = new Date(shown.data.time);
  return (
    <>
      <Text c="var(--confab-muted)">{t('clock.lead')}</Text>
      <time className={classes['clock']} dateTime={shown.data.time} aria-label={t('clock.label')}>
        {new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' }).format(time)}
      </time>
      <Text c="var(--confab-muted)">
        {new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full' }).format(time)}
      </Text>
      {ahead !== undefined && (
        <>
          <Text mt="xl" fw={600} className={classes['figures'] ?? ''}>
            {t('clock.offset', { millis: (ahead > 0 ? '+' : '') + number(ahead) })}
          </Text>
          <Text fz="sm" c="var(--confab-muted)" maw={520}>
            {t('clock.offsetLead', { count: ticks.length })}
          </Text>
        </>
      )}
    </>
  );
}
