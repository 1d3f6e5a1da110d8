import { ActionIcon, Badge, Button, Group, Menu, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { Confirm } from '../../ui/Confirm';
import { Emptiness } from '../../ui/Emptiness';
import { Icon } from '../../ui/Icon';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { useErrorText } from '../../ui/useErrorText';
import { useFormat } from '../../ui/useFormat';
import { ScheduleForm } from './ScheduleForm';
import { scheduleApi, type Schedule } from './scheduleApi';
import classes from './Schedules.module.css';

export const schedulesKey = ['schedules', 'mine'];

/** What is said next is known to the server alone. */
const askEveryMillis = 5000;

type Opened = { what: 'form'; known: Schedule | undefined } | { what: 'delete'; known: Schedule };

/** What I want to be said at a time. */
export function Schedules({ everybody }: { everybody: boolean }) {
  const { t } = useTranslation('schedule');
  const queries = useQueryClient();
  const [opened, setOpened] = useState<Opened | null>(null);
  const mine = useQuery({
    queryKey: schedulesKey,
    queryFn: ({ signal }) => scheduleApi.list(signal),
    staleTime: 0,
    refetchInterval: askEveryMillis,
  });
  const deed = useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    onSettled: () => queries.invalidateQueries({ queryKey: schedulesKey }),
    onSuccess: () => setOpened(null),
  });
  const problem = mine.error ?? deed.error;
  return (
    <div className={classes['page']}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb="md">
        <Text c="var(--confab-muted)">{t('lead')}</Text>
        <Button style={{ flex: 'none' }} onClick={() => setOpened({ what: 'form', known: undefined })}>
          {t('new')}
        </Button>
      </Group>
      <ProblemAlert problem={problem && problemOf(problem)} />
      {mine.isPending && <RowsLoading />}
      {mine.data?.length === 0 && (
        <Emptiness icon="clock" title={t('none')}>
          {t('noneLead')}
        </Emptiness>
      )}
      <Rows label={t('title')}>
        {mine.data?.map((schedule) => (
          <ScheduleRow
            key={schedule.id}
            schedule={schedule}
            onEdit={() => setOpened({ what: 'form', known: schedule })}
            onDelete={() => setOpened({ what: 'delete', known: schedule })}
            onPause={() => deed.mutate(() => scheduleApi.pause(schedule))}
            onResume={() => deed.mutate(() => scheduleApi.resume(schedule))}
          />
        ))}
      </Rows>
      {opened?.what === 'form' && (
        <ScheduleForm
          key={opened.known?.id ?? 'new'}
          known={opened.known}
          everybody={everybody}
          onClose={() => setOpened(null)}
        />
      )}
      <Confirm
        opened={opened?.what === 'delete'}
        title={t('deleteTitle')}
        verb={t('delete')}
        dangerous
        pending={deed.isPending}
        onConfirm={() => opened?.what === 'delete' && deed.mutate(() => scheduleApi.delete(opened.known))}
        onClose={() => setOpened(null)}
      >
        {t('deleteLead')}
      </Confirm>
    </div>
  );
}

interface ScheduleRowProps {
  schedule: Schedule;
  onEdit: () => void;
  onDelete: () => void;
  onPause: () => void;
  onResume: () => void;
}

function ScheduleRow({ schedule, onEdit, onDelete, onPause, onResume }: ScheduleRowProps) {
  const { t } = useTranslation('schedule');
  const { date, ago } = useFormat();
  const errorText = useErrorText();
  const { room, account, nextAt, pausedAt, failedAt, lastAt, lastError, body } = schedule;
  return (
    <Row
      icon={<Icon name="clock" size={20} />}
      title={
        <>
          <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{body}</span>
          {!nextAt && (
            <Badge variant="default" size="xs" tt="none">
              {t(pausedAt ? 'paused' : failedAt ? 'givenUp' : 'over')}
            </Badge>
          )}
        </>
      }
      detail={
        <>
          <div>
            {[
              room ? `# ${room.name ?? room.id}` : account ? `@${account.username}` : t('everybody'),
              nextAt && t('next', { when: date(nextAt) }),
              lastAt && t('last', { when: ago(lastAt) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
          {lastError && (
            <Text fz="xs" c="var(--confab-danger)">
              {t('failed', {
                problem: lastError === 'missed' ? t('wasMissed') : errorText({ code: lastError }),
              })}
            </Text>
          )}
        </>
      }
      actions={
        <Menu position="bottom-end" width={180}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('menuOf', { body })}>
              <Icon name="dots" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>
            {(pausedAt ?? failedAt) && (
              <Menu.Item onClick={onResume}>{t(pausedAt ? 'resume' : 'tryAgain')}</Menu.Item>
            )}
            {(nextAt ?? failedAt) && <Menu.Item onClick={onPause}>{t('pause')}</Menu.Item>}
            <Menu.Item c="var(--confab-danger)" onClick={onDelete}>
              {t('delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      }
    />
  );
}
