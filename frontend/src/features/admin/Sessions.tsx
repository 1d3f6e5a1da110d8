import { Badge, Button, Group, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { BotMark } from '../../ui/BotMark';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { useDelayed } from '../../ui/useDelayed';
import { countdown } from '../../ui/countdown';
import { useFormat } from '../../ui/useFormat';
import { useNow } from '../../ui/useNow';
import { adminApi, sessionSorts, type LiveSession } from './adminApi';
import { EndSession } from './EndSession';
import { Find } from './Find';
import { More } from '../../ui/More';
import { usePages } from '../../ui/usePages';
import { useFilter } from '../../ui/useFilter';

/** Nothing tells when somebody connects on whatever node. */
const askEveryMillis = 5000;

/** As the dashboard shows a node. */
const shortened = (node: string) => node.slice(0, 8);

/** Who is connected now, on whatever node; and the way to disconnect them. */
export function Sessions({ me }: { me: string }) {
  const { t } = useTranslation('admin');
  const { ago, number, bytes } = useFormat();
  const [filter, choose] = useFilter({ query: '', node: '', sort: 'NEWEST' });
  const { query: text, node } = filter;
  const sort = sessionSorts.find((each) => each === filter.sort) ?? 'NEWEST';
  const now = useNow(true);
  const wanted = useDelayed(text, 200);
  const [ending, setEnding] = useState<LiveSession | null>(null);
  const pages = usePages(
    ['sessions', wanted, node, sort],
    (after, signal) => adminApi.sessions({ query: wanted, node, sort }, after, signal),
    askEveryMillis,
  );
  const sessions = pages.data?.pages.flatMap((page) => page.sessions) ?? [];
  const total = pages.data?.pages[0]?.total ?? 0;
  const nodes = [...new Set([...(node ? [node] : []), ...sessions.map((session) => session.node)])].sort();
  // Those who do not see addresses cannot sort by them.
  const seesAddresses = sort === 'ADDRESS' || sessions.some(({ address }) => address);
  return (
    <>
      <Find value={text} onChange={(value) => choose('query', value)} />
      <ProblemAlert problem={pages.error && problemOf(pages.error)} />
      {pages.isPending && <RowsLoading />}
      {pages.data && (
        <Group justify="space-between">
          <Text fz="sm" c="var(--confab-muted)" role="status">
            {t('sessions.live', { count: total, number: number(total) })}
          </Text>
          <Group gap="xs">
            {(nodes.length > 1 || node !== '') && (
              <NativeSelect
                size="xs"
                aria-label={t('sessions.node')}
                value={node}
                onChange={(event) => choose('node', event.currentTarget.value)}
                data={[
                  { value: '', label: t('sessions.anyNode') },
                  ...nodes.map((each) => ({
                    value: each,
                    label: t('figures.node', { id: shortened(each) }),
                  })),
                ]}
              />
            )}
            <NativeSelect
              size="xs"
              aria-label={t('sessions.sort')}
              value={sort}
              onChange={(event) => choose('sort', event.currentTarget.value)}
              data={sessionSorts
                .filter((each) => each !== 'ADDRESS' || seesAddresses)
                .map((each) => ({ value: each, label: t(`sessionSort.${each}`) }))}
            />
          </Group>
        </Group>
      )}
      <Rows label={t('parts.sessions')}>
        {sessions.map((session) => (
          <Row
            key={session.id}
            icon={<PersonAvatar person={session.account} size={34} />}
            title={
              <>
                <span>{session.account.displayName}</span>
                <BotMark of={session.account} />
                <Badge variant="default" size="xs" tt="none">
                  {t(session.transport === 'SOCKJS' ? 'sessions.sockJs' : 'sessions.webSocket')}
                </Badge>
                {session.idle && (
                  <Badge variant="default" size="xs" tt="none">
                    {t('sessions.idle')}
                  </Badge>
                )}
                {session.lag && (
                  <Badge variant="default" c="var(--confab-danger)" size="xs" tt="none">
                    {t('sessions.lagging')}
                  </Badge>
                )}
              </>
            }
            detail={
              <>
                <div>
                  {[
                    `@${session.account.username}`,
                    session.address,
                    (nodes.length > 1 || node !== '') && t('figures.node', { id: shortened(session.node) }),
                    ago(session.connectedAt),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
                {session.lag && (
                  <Text fz="xs" c="var(--confab-danger)">
                    {t('sessions.lag', {
                      size: bytes(session.lag.waitingBytes),
                      time: countdown(Math.max(0, now - Date.parse(session.lag.stalledSince))),
                    })}
                  </Text>
                )}
                <Text fz="xs" truncate title={session.userAgent ?? undefined}>
                  {session.userAgent}
                </Text>
              </>
            }
            actions={
              session.account.id !== me && (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t('sessions.endOf', { name: session.account.displayName })}
                  onClick={() => setEnding(session)}
                >
                  {t('sessions.end')}
                </Button>
              )
            }
          />
        ))}
      </Rows>
      <More pages={pages} />
      {ending && <EndSession key={ending.id} session={ending} onClose={() => setEnding(null)} />}
    </>
  );
}
