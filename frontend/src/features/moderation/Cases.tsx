import { Badge, Button, Group, NativeSelect, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Person, Sanction } from '../../http/wire';
import { Emptiness } from '../../ui/Emptiness';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { More } from '../../ui/More';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { useFilter } from '../../ui/useFilter';
import { useFormat } from '../../ui/useFormat';
import { usePages } from '../../ui/usePages';
import { caseApi, caseState, type Case, type Scope } from './caseApi';
import classes from './Cases.module.css';
import { Decision } from './Decision';
import { SanctionRow } from './SanctionRow';
import { decisionsKey, useDecision, useDecisionsKeptCurrent } from './useDecisions';
import { useQueueKeys } from './useQueueKeys';

/** Those that wait for somebody, or for the one who took them. */
const toDo = 'OPEN,IN_HAND';

/** Whom to hold back, where, and what for. */
export interface HoldBack {
  person: Person;
  room: { id: string; name: string } | null;
  moderationCase: string;
}

interface CasesProps {
  me: string;
  /** A room whose cases these are, or those of the whole server. */
  scope?: Scope;
  onHoldBack: (whom: HoldBack) => void;
}

/** What people reported, as a queue: open one, decide, go on. */
export function Cases({ me, scope, onHoldBack }: CasesProps) {
  const { t } = useTranslation('moderation');
  const [filter, choose] = useFilter({ state: toDo, case: '' });
  const { state, case: opened } = filter;
  const [closed, setClosed] = useState<Case | null>(null);
  const which = useRef<HTMLSelectElement>(null);
  const pages = usePages([decisionsKey, 'cases', scope ?? '', state], (before, signal) =>
    caseApi.cases(scope, state, before, signal),
  );
  useDecisionsKeptCurrent(scope, 'cases');
  const move = useDecision(({ id, step }: { id: string; step: 'take' | 'reopen' }) =>
    caseApi.moveCase(id, step),
  );
  const cases = pages.data?.pages.flatMap((page) => page.cases) ?? [];
  const open = (id: string) => choose('case', id);
  const goOn = (done: Case) => {
    setClosed(done);
    const place = cases.findIndex(({ id }) => id === done.id);
    const rest = [...cases.slice(place + 1), ...cases.slice(0, Math.max(0, place))];
    open(rest.find((other) => !isClosed(other))?.id ?? '');
  };
  const chosen = useQueueKeys(
    cases.map(({ id }) => id),
    {
      onClose: () => open(''),
      onFilter: () => which.current?.focus(),
      onTake: (id) => {
        const found = cases.find((each) => each.id === id);
        if (found && !isClosed(found) && found.handler?.id !== me) move.mutate({ id, step: 'take' });
      },
    },
  );
  return (
    <>
      <NativeSelect
        ref={which}
        aria-label={t('cases.which')}
        mb="xs"
        value={state}
        onChange={(event) => choose('state', event.currentTarget.value)}
        data={[
          { value: toDo, label: t('cases.todo') },
          ...caseState.options.map((each) => ({ value: each, label: t(`state.${each}`) })),
          { value: '', label: t('cases.all') },
        ]}
      />
      <Text fz="xs" c="var(--confab-muted)" mb="sm" visibleFrom="sm">
        {t('cases.keys')}
      </Text>
      {closed && (
        <Group role="status" mb="sm" gap="xs">
          <Text fz="sm">{t('cases.closedNow', { outcome: t(`state.${closed.state}`) })}</Text>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              move.mutate({ id: closed.id, step: 'reopen' });
              open(closed.id);
              setClosed(null);
            }}
          >
            {t('cases.undo')}
          </Button>
        </Group>
      )}
      <ProblemAlert problem={(pages.error ?? move.error) && problemOf(pages.error ?? move.error)} />
      {pages.isPending && <RowsLoading />}
      {pages.data && cases.length === 0 && (
        <Emptiness icon="check" title={t('cases.none')}>
          {t('cases.noneLead')}
        </Emptiness>
      )}
      <Rows label={t('room.cases')}>
        {cases.map((found) => (
          <Fragment key={found.id}>
            <CaseRow
              found={found}
              scope={scope}
              isOpened={opened === found.id}
              isChosen={chosen === found.id}
              onToggle={() => open(opened === found.id ? '' : found.id)}
            />
            {opened === found.id && (
              <li className={classes['detail']}>
                <CaseDetail found={found} me={me} scope={scope} onClosed={goOn} onHoldBack={onHoldBack} />
              </li>
            )}
          </Fragment>
        ))}
      </Rows>
      <More pages={pages} />
    </>
  );
}

function isClosed(found: Case): boolean {
  return found.state === 'RESOLVED' || found.state === 'DISMISSED';
}

interface CaseRowProps {
  found: Case;
  scope: Scope;
  isOpened: boolean;
  /** Where the keys have come to. */
  isChosen: boolean;
  onToggle: () => void;
}

function CaseRow({ found, scope, isOpened, isChosen, onToggle }: CaseRowProps) {
  const { t } = useTranslation('moderation');
  const { ago } = useFormat();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isChosen) button.current?.focus();
  }, [isChosen]);
  return (
    <Row
      icon={<PersonAvatar person={found.subject} size={34} />}
      title={
        <>
          <UnstyledButton ref={button} fz="inherit" fw="inherit" aria-expanded={isOpened} onClick={onToggle}>
            {t(found.message ? 'cases.message' : 'cases.account', { name: found.subject.displayName })}
          </UnstyledButton>
          <Badge variant="default" size="xs" tt="none">
            {t(`state.${found.state}`)}
          </Badge>
        </>
      }
      detail={[
        t('cases.reports', { count: found.reports }),
        scope === undefined && found.room && `# ${found.room.name || found.room.id}`,
        ago(found.openedAt),
        found.handler && t('cases.handler', { name: found.handler.displayName }),
      ]
        .filter(Boolean)
        .join(' · ')}
    />
  );
}

interface CaseDetailProps {
  found: Case;
  me: string;
  scope: Scope;
  onClosed: (done: Case) => void;
  onHoldBack: (whom: HoldBack) => void;
}

function CaseDetail({ found, me, scope, onClosed, onHoldBack }: CaseDetailProps) {
  const { t } = useTranslation('moderation');
  const { date } = useFormat();
  const [note, setNote] = useState('');
  const full = useQuery({
    queryKey: [decisionsKey, 'case', found.id],
    queryFn: ({ signal }) => caseApi.case(found.id, signal),
    staleTime: 0,
  });
  const move = useDecision((step: 'take' | 'release' | 'reopen') => caseApi.moveCase(found.id, step));
  const close = useDecision(
    (outcome: 'RESOLVED' | 'DISMISSED') => caseApi.closeCase(found.id, outcome, note.trim()),
    onClosed,
  );
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
      <CaseSanctions found={found} scope={scope} />
      {isClosed(found) ? (
        <Group>
          <Button size="xs" variant="default" disabled={pending} onClick={() => move.mutate('reopen')}>
            {t('cases.reopen')}
          </Button>
        </Group>
      ) : (
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
            <Button
              size="xs"
              variant="default"
              onClick={() =>
                onHoldBack({
                  person: found.subject,
                  room:
                    found.room && found.room.kind !== 'DIRECT'
                      ? { id: found.room.id, name: found.room.name }
                      : null,
                  moderationCase: found.id,
                })
              }
            >
              {t('cases.holdBack', { name: found.subject.displayName })}
            </Button>
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

/** What was decided in the case, and the appeals against it. */
function CaseSanctions({ found, scope }: { found: Case; scope: Scope }) {
  const { t } = useTranslation('moderation');
  const [decided, setDecided] = useState<Sanction | null>(null);
  const sanctions = useQuery({
    queryKey: [decisionsKey, 'sanctions', 'case', found.id, scope],
    queryFn: ({ signal }) => caseApi.sanctionsOf(found.id, scope, signal),
    staleTime: 0,
  });
  if (!sanctions.data || sanctions.data.sanctions.length === 0) return null;
  return (
    <>
      <Rows label={t('cases.sanctions')}>
        {sanctions.data.sanctions.map((sanction) => (
          <SanctionRow key={sanction.id} sanction={sanction} onOpen={() => setDecided(sanction)} />
        ))}
      </Rows>
      <Decision sanction={decided} onClose={() => setDecided(null)} />
    </>
  );
}
