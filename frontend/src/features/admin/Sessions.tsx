import { Badge, Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { Confirm } from '../../ui/Confirm';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { useDelayed } from '../../ui/useDelayed';
import { useFormat } from '../../ui/useFormat';
import { adminApi, type LiveSession } from './adminApi';
import { Find } from './Find';
import { More } from './More';
import { useDeed, usePages } from './useAdmin';

/** Who is connected now, on whatever node; and the way to disconnect them. */
export function Sessions({ me }: { me: string }) {
  const { t } = useTranslation('admin');
  const { ago, number } = useFormat();
  const [text, setText] = useState('');
  const wanted = useDelayed(text, 200);
  const [ending, setEnding] = useState<LiveSession | null>(null);
  const pages = usePages(['sessions', wanted], (after, signal) => adminApi.sessions(wanted, after, signal));
  const end = useDeed(
    (session: LiveSession) => adminApi.disconnect(session.id),
    () => setEnding(null),
  );
  const sessions = pages.data?.pages.flatMap((page) => page.sessions) ?? [];
  const total = pages.data?.pages[0]?.total ?? 0;
  return (
    <>
      <Find value={text} onChange={setText} />
      <ProblemAlert problem={pages.error && problemOf(pages.error)} />
      {pages.isPending && <RowsLoading />}
      {pages.data && (
        <Text fz="sm" c="var(--confab-muted)" role="status">
          {t('sessions.live', { count: total, number: number(total) })}
        </Text>
      )}
      <Rows label={t('parts.sessions')}>
        {sessions.map((session) => (
          <Row
            key={session.id}
            icon={<PersonAvatar person={session.account} size={34} />}
            title={
              <>
                <span>{session.account.displayName}</span>
                <Badge variant="default" size="xs" tt="none">
                  {t(session.transport === 'SOCKJS' ? 'sessions.sockJs' : 'sessions.webSocket')}
                </Badge>
                {session.idle && (
                  <Badge variant="default" size="xs" tt="none">
                    {t('sessions.idle')}
                  </Badge>
                )}
              </>
            }
            detail={
              <>
                <div>
                  {[`@${session.account.username}`, session.address, ago(session.connectedAt)]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
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
      <Confirm
        opened={ending !== null}
        title={t('sessions.endOf', { name: ending?.account.displayName ?? '' })}
        verb={t('sessions.end')}
        dangerous
        pending={end.isPending}
        problem={end.error && problemOf(end.error)}
        onConfirm={() => ending && end.mutate(ending)}
        onClose={() => setEnding(null)}
      >
        {t('sessions.lead')}
      </Confirm>
    </>
  );
}
