import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { Icon } from '../../ui/Icon';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { useFormat } from '../../ui/useFormat';
import { useOutcome } from './useOutcome';
import { states, webhookApi, type Delivery, type Webhook } from './webhookApi';
import classes from './Webhooks.module.css';

const askEveryMillis = 5000;

const icons = { WAITING: 'clock', DELIVERED: 'check', PARKED: 'warning' } as const;

/** What a webhook was told, the newest first, and what is to be told again. */
export function Deliveries({ hook, onChanged }: { hook: Webhook; onChanged: () => void }) {
  const { t } = useTranslation('webhook');
  const [chosen, setChosen] = useState('');
  const state = states.find((each) => each === chosen);
  const pages = useInfiniteQuery({
    queryKey: ['webhooks', 'deliveries', hook.id, chosen],
    queryFn: ({ pageParam, signal }) => webhookApi.deliveries(hook, state, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
    refetchInterval: askEveryMillis,
  });
  const replay = useMutation({
    mutationFn: (delivery: Delivery) => webhookApi.replay(hook, delivery),
    onSettled: onChanged,
  });
  const found = pages.data?.pages.flatMap((page) => page.deliveries) ?? [];
  const problem = pages.error ?? replay.error;
  return (
    <div className={classes['log']}>
      <Group justify="space-between" align="flex-end">
        <NativeSelect
          size="xs"
          label={t('log.title')}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={[
            { value: '', label: t('log.all') },
            ...states.map((each) => ({ value: each, label: t(`state.${each}`) })),
          ]}
        />
      </Group>
      <ProblemAlert problem={problem && problemOf(problem)} />
      {pages.isPending && <RowsLoading />}
      {pages.data && found.length === 0 && (
        <Text fz="sm" c="var(--confab-muted)">
          {t('log.none')}
        </Text>
      )}
      <Rows label={t('log.title')}>
        {found.map((delivery) => (
          <DeliveryRow
            key={delivery.id}
            delivery={delivery}
            pending={replay.isPending && replay.variables.id === delivery.id}
            onReplay={() => replay.mutate(delivery)}
          />
        ))}
      </Rows>
      {pages.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('log.more')}
        </Button>
      )}
    </div>
  );
}

interface DeliveryRowProps {
  delivery: Delivery;
  pending: boolean;
  onReplay: () => void;
}

function DeliveryRow({ delivery, pending, onReplay }: DeliveryRowProps) {
  const { t } = useTranslation('webhook');
  const { ago } = useFormat();
  const outcome = useOutcome();
  const { state, type, createdAt, lastAt, excerpt } = delivery;
  return (
    <Row
      icon={<Icon name={icons[state]} size={16} />}
      title={<span className={classes['type']}>{type}</span>}
      detail={
        <>
          <div>{[outcome(delivery), ago(lastAt ?? createdAt)].join(' · ')}</div>
          {excerpt && <div className={classes['excerpt']}>{excerpt}</div>}
        </>
      }
      actions={
        state !== 'WAITING' && (
          <Button
            size="compact-xs"
            variant="default"
            loading={pending}
            aria-label={t('log.replayOf', { type })}
            onClick={onReplay}
          >
            {t('log.replay')}
          </Button>
        )
      }
    />
  );
}
