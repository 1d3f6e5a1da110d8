import { Badge, Button, Group, NativeSelect, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { Emptiness } from '../../ui/Emptiness';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { useFormat } from '../../ui/useFormat';
import { adminApi, caseChanged, caseState, type Case } from './adminApi';
import { More } from './More';
import { useAdminTopic, useDeed, usePages } from './useAdmin';
import classes from './Admin.module.css';

/** Those that wait for somebody, or for the one who took them. */
const toDo = 'OPEN,IN_HAND';

/** What people reported, as a queue: open one, decide, go on. */
export function Cases({ me }: { me: string }) {
  const { t } = useTranslation('admin');
  const { ago } = useFormat();
  const queries = useQueryClient();
  const [state, setState] = useState(toDo);
  const [opened, setOpened] = useState<string | null>(null);
  const pages = usePages(['cases', state], (before, signal) => adminApi.cases(state, before, signal));
  useAdminTopic('cases', caseChanged, () => void queries.invalidateQueries({ queryKey: ['admin', 'cases'] }));
  const cases = pages.data?.pages.flatMap((page) => page.cases) ?? [];
  return (
    <>
      <NativeSelect
        aria-label={t('cases.which')}
        mb="sm"
        value={state}
        onChange={(event) => setState(event.currentTarget.value)}
        data={[
          { value: toDo, label: t('cases.todo') },
          ...caseState.options.map((each) => ({ value: each, label: t(`state.${each}`) })),
          { value: '', label: t('cases.all') },
        ]}
      />
      <ProblemAlert problem={pages.error && problemOf(pages.error)} />
      {pages.isPending && <RowsLoading />}
      {pages.data && cases.length === 0 && (
        <Emptiness icon="check" title={t('cases.none')}>
          {t('cases.noneLead')}
        </Emptiness>
      )}
      <Rows label={t('parts.cases')}>
        {cases.map((found) => (
          <Fragment key={found.id}>
            <Row
              icon={<PersonAvatar person={found.subject} size={34} />}
              title={
                <>
                  <UnstyledButton
                    fz="inherit"
                    fw="inherit"
                    aria-expanded={opened === found.id}
                    onClick={() => setOpened(opened === found.id ? null : found.id)}
                  >
                    {t(found.message ? 'cases.message' : 'cases.account', {
                      name: found.subject.displayName,
                    })}
                  </UnstyledButton>
                  <Badge variant="default" size="xs" tt="none">
                    {t(`state.${found.state}`)}
                  </Badge>
                </>
              }
              detail={[
                t('cases.reports', { count: found.reports }),
                found.room && `# ${found.room.name ?? found.room.id}`,
                ago(found.openedAt),
                found.handler && t('cases.handler', { name: found.handler.displayName }),
              ]
                .filter(Boolean)
                .join(' · ')}
            />
            {opened === found.id && (
              <li className={classes['detail']}>
                <CaseDetail found={found} me={me} onDone={() => setOpened(null)} />
              </li>
            )}
          </Fragment>
        ))}
      </Rows>
      <More pages={pages} />
    </>
  );
}

function CaseDetail({ found, me, onDone }: { found: Case; me: string; onDone: () => void }) {
  const { t } = useTranslation('admin');
  const { date } = useFormat();
  const [note, setNote] = useState('');
  const full = useQuery({
    queryKey: ['admin', 'cases', 'one', found.id],
    queryFn: ({ signal }) => adminApi.case(found.id, signal),
    staleTime: 0,
  });
  const move = useDeed((step: 'take' | 'release') => adminApi.moveCase(found.id, step));
  const close = useDeed(
    (outcome: 'RESOLVED' | 'DISMISSED') => adminApi.closeCase(found.id, outcome, note.trim()),
    onDone,
  );
  const isClosed = found.state === 'RESOLVED' || found.state === 'DISMISSED';
  const isMine = found.handler?.id === me;
  const problem = full.error ?? move.error ?? close.error;
  const pending = move.isPending || close.isPending;
  return (
    <Stack gap="sm">
      <ProblemAlert problem={problem && problemOf(problem)} />
      {full.data?.reports.map((report) => (
        <Text key={report.reporter.id} fz="sm">
          <b>{t(`category.${report.category}`)}</b> · {report.reporter.displayName}
          {report.text !== '' && `: ${report.text}`}
        </Text>
      ))}
      {full.data && full.data.messages.length > 0 && (
        <ol className={classes['kept']} aria-label={t('cases.kept')}>
          {full.data.messages.map((message) => (
            <li key={message.id} data-reported={message.id === found.message || undefined}>
              <b>{message.author.displayName}</b>{' '}
              <time dateTime={message.createdAt}>{date(message.createdAt)}</time>
              <div>{message.deleted ? t('cases.deleted') : message.body}</div>
            </li>
          ))}
        </ol>
      )}
      {found.note && <Text fz="sm">{found.note}</Text>}
      {!isClosed && (
        <>
          <Textarea
            label={t('cases.note')}
            description={t('cases.noteHint')}
            value={note}
            maxLength={1000}
            autosize
            minRows={1}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group gap="xs">
            {isMine ? (
              <Button size="xs" variant="default" disabled={pending} onClick={() => move.mutate('release')}>
                {t('cases.release')}
              </Button>
            ) : (
              <Button size="xs" disabled={pending} onClick={() => move.mutate('take')}>
                {t('cases.take')}
              </Button>
            )}
            <Button size="xs" variant="default" disabled={pending} onClick={() => close.mutate('RESOLVED')}>
              {t('cases.resolve')}
            </Button>
            <Button size="xs" variant="default" disabled={pending} onClick={() => close.mutate('DISMISSED')}>
              {t('cases.dismiss')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
