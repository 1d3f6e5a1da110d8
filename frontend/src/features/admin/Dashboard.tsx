import { Badge, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Row, Rows } from '../../ui/Rows';
import { useFormat } from '../../ui/useFormat';
import { figuresMeasured, type FiguresMeasured } from './adminApi';
import { line, top, withFrame, type Sample } from './figures';
import { useAdminTopic } from './useAdmin';
import classes from './Admin.module.css';

/** A figure comes every second; one that is older than this tells nothing of now. */
const staleMillis = 5000;

const figures = ['connections', 'messagesPerSecond', 'deliveriesPerSecond', 'p99Millis', 'logQueue'] as const;

/** How the server is doing, as it happens. */
export function Dashboard() {
  const { t } = useTranslation('admin');
  const { number, ago } = useFormat();
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const [last, setLast] = useState<{ frame: FiguresMeasured; heardAt: number } | null>(null);
  const [now, setNow] = useState(Date.now);
  const isRefused = useAdminTopic('figures', figuresMeasured, (frame) => {
    setSamples((known) => withFrame(known, frame));
    setLast({ frame, heardAt: Date.now() });
  });
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const newest = samples.at(-1);
  if (!last || !newest) {
    return (
      <Text c="var(--confab-muted)" role="status">
        {t(isRefused ? 'figures.refused' : 'figures.waiting')}
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
          <div key={name} className={classes['figure']}>
            <dt>{t(`figures.${name}`)}</dt>
            <dd>
              {number(newest[name])}
              <small>{t('figures.top', { number: number(top(samples, (sample) => sample[name])) })}</small>
            </dd>
            <svg className={classes['chart']} viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden>
              <polyline
                points={line(samples, (sample) => sample[name])}
                fill="none"
                stroke="currentColor"
                strokeWidth={1.5}
                vectorEffect="non-scaling-stroke"
              />
            </svg>
          </div>
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

function State({ up, label }: { up: boolean; label?: string }) {
  const { t } = useTranslation('admin');
  return (
    <Badge variant="default" tt="none" {...(up ? {} : { c: 'var(--confab-danger)' })}>
      {[label, t(up ? 'figures.up' : 'figures.down')].filter(Boolean).join(': ')}
    </Badge>
  );
}
