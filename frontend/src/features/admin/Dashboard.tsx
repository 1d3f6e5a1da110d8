import { Badge, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Row, Rows } from '../../ui/Rows';
import { useFormat } from '../../ui/useFormat';
import { useNow } from '../../ui/useNow';
import { lines, scale, top, type Sample } from './figures';
import { useFigures } from './useFigures';
import classes from './Admin.module.css';

/** A figure comes every second; one that is older than this tells nothing of now. */
const staleMillis = 5000;

const figures = ['connections', 'messagesPerSecond', 'deliveriesPerSecond', 'p99Millis', 'logQueue'] as const;

/** How the server is doing, as it happens. */
export function Dashboard() {
  const { t } = useTranslation('admin');
  const { ago, number } = useFormat();
  const { samples, last, isRefused } = useFigures();
  const [openedAt] = useState(Date.now);
  const now = useNow(true);
  if (!last) {
    const isLate = now - openedAt > staleMillis;
    return (
      <Text c="var(--confab-muted)" role="status">
        {t(isRefused ? 'figures.refused' : isLate ? 'figures.late' : 'figures.waiting')}
      </Text>
    );
  }
  const isStale = now - last.heardAt > staleMillis;
  return (
    <>
      {isStale && (
        <Text role="alert" c="var(--confab-danger)" mb="sm">
          {t('figures.stale')}
        </Text>
      )}
      <dl className={classes['figures']} style={{ opacity: isStale ? 0.5 : 1 }}>
        {figures.map((name) => (
          <Chart key={name} name={name} samples={samples} />
        ))}
      </dl>
      <Rows label={t('figures.nodes')}>
        <Row title={t('figures.database')} actions={<State up={last.frame.database === 'UP'} />} />
        {last.frame.nodes.map((node) => (
          <Row
            key={node.id}
            title={t('figures.node', { id: node.id.slice(0, 8) })}
            detail={[
              t('figures.since', { when: ago(node.startedAt) }),
              node.figures && t('figures.connectionsOf', { count: node.figures.connections }),
              node.figures &&
                t('figures.ofNode', {
                  p99: number(node.figures.p99Millis),
                  queue: number(node.figures.logQueue),
                }),
            ]
              .filter(Boolean)
              .join(' · ')}
            actions={
              node.figures?.relay === true || node.figures?.relay === false ? (
                <State up={node.figures.relay} label={t('figures.relay')} />
              ) : undefined
            }
          />
        ))}
      </Rows>
    </>
  );
}

function Chart({ name, samples }: { name: (typeof figures)[number]; samples: readonly Sample[] }) {
  const { t } = useTranslation('admin');
  const { number } = useFormat();
  const of = (sample: Sample) => sample[name];
  const highest = top(samples, of);
  const upTo = scale(highest);
  const newest = samples.at(-1);
  return (
    <div className={classes['figure']}>
      <dt>{t(`figures.${name}`)}</dt>
      <dd>
        {newest && number(of(newest))}
        <small>{t('figures.top', { number: number(highest) })}</small>
      </dd>
      <div className={classes['chart']} aria-hidden>
        <div className={classes['levels']}>
          <span>{number(upTo)}</span>
          <span>0</span>
        </div>
        <svg viewBox="0 0 100 30" preserveAspectRatio="none">
          {lines(samples, of, upTo).map((points) => (
            <polyline
              key={points}
              points={points}
              fill="none"
              stroke="currentColor"
              strokeWidth={1.5}
              strokeLinecap="round"
              strokeLinejoin="round"
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        <div className={classes['times']}>
          <span>{t('figures.fiveMinutesAgo')}</span>
          <span>{t('figures.now')}</span>
        </div>
      </div>
    </div>
  );
}

function State({ up, label }: { up: boolean; label?: string }) {
  const { t } = useTranslation('admin');
  return (
    <Badge variant="default" tt="none" {...(up ? {} : { c: 'var(--confab-danger)' })}>
      {[label, t(up ? 'figures.up' : 'figures.down')].filter(Boolean).join(': ')}
    </Badge>
  );
}
