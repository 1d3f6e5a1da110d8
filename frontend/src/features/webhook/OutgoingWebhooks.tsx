import { ActionIcon, Alert, Badge, Button, Menu, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { Confirm } from '../../ui/Confirm';
import { CopyField } from '../../ui/CopyField';
import { Icon } from '../../ui/Icon';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { Section } from '../../ui/Section';
import { useFormat } from '../../ui/useFormat';
import { Deliveries } from './Deliveries';
import { NewWebhook } from './NewWebhook';
import { useOutcome } from './useOutcome';
import { webhookApi, type Delivery, type Order, type Place, type Webhook } from './webhookApi';
import classes from './Webhooks.module.css';

/** What waits and what is parked changes by itself. */
const askEveryMillis = 5000;

/** The URLs that are told what happens in a room, or on the server where there is none. */
export function OutgoingWebhooks({ room }: { room: Place }) {
  const { t } = useTranslation('webhook');
  const queries = useQueryClient();
  const key = ['webhooks', room ?? 'server'];
  const refresh = () => queries.invalidateQueries({ queryKey: key });
  const [revoking, setRevoking] = useState<Webhook | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const hooks = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => webhookApi.list(room, signal),
    staleTime: 0,
    refetchInterval: askEveryMillis,
  });
  const create = useMutation({
    mutationFn: (order: Order) => webhookApi.create(room, order),
    onSuccess: refresh,
  });
  const revoke = useMutation({
    mutationFn: webhookApi.revoke,
    onSuccess: (_, revoked) => {
      setRevoking(null);
      if (create.data?.id === revoked.id) create.reset();
      return refresh();
    },
  });
  return (
    <Section title={t('out.title')} lead={t(room === undefined ? 'out.leadServer' : 'out.lead')}>
      <ProblemAlert problem={hooks.error && problemOf(hooks.error)} />
      {hooks.isPending && <RowsLoading count={2} />}
      {hooks.data?.length === 0 && <Text c="var(--confab-muted)">{t('out.none')}</Text>}
      {create.data?.secret && (
        <Alert role="status" color="teal" variant="light" icon={<Icon name="key" />} title={t('out.once')}>
          <CopyField label={t('out.secretOf', { name: create.data.name })} value={create.data.secret} />
        </Alert>
      )}
      {hooks.data && hooks.data.length > 0 && (
        <Rows label={t('out.title')}>
          {hooks.data.map((hook) => (
            <WebhookRow
              key={hook.id}
              hook={hook}
              shown={shown === hook.id}
              onShow={() => setShown(shown === hook.id ? null : hook.id)}
              onRevoke={() => setRevoking(hook)}
              onChanged={() => void queries.invalidateQueries({ queryKey: ['webhooks'] })}
            />
          ))}
        </Rows>
      )}
      <NewWebhook
        ofRoom={room !== undefined}
        pending={create.isPending}
        problem={create.error && problemOf(create.error)}
        onCreate={(order, then) => create.mutate(order, { onSuccess: then })}
      />
      <Confirm
        opened={revoking !== null}
        title={t('revokeTitle', { name: revoking?.name ?? '' })}
        verb={t('revoke')}
        dangerous
        pending={revoke.isPending}
        problem={revoke.error && problemOf(revoke.error)}
        onConfirm={() => revoking && revoke.mutate(revoking)}
        onClose={() => setRevoking(null)}
      >
        {t('out.revokeLead')}
      </Confirm>
    </Section>
  );
}

interface WebhookRowProps {
  hook: Webhook;
  shown: boolean;
  onShow: () => void;
  onRevoke: () => void;
  onChanged: () => void;
}

function WebhookRow({ hook, shown, onShow, onRevoke, onChanged }: WebhookRowProps) {
  const { t } = useTranslation('webhook');
  const test = useMutation({ mutationFn: () => webhookApi.test(hook), onSettled: onChanged });
  const replay = useMutation({ mutationFn: () => webhookApi.replayParked(hook), onSettled: onChanged });
  const problem = test.error ?? replay.error;
  return (
    <>
      <Row
        icon={<Icon name="send" size={20} />}
        title={
          <>
            <span>{hook.name}</span>
            <Counts hook={hook} />
          </>
        }
        detail={
          <>
            <div className={classes['url']}>{hook.url}</div>
            <div>{hook.events.join(', ')}</div>
          </>
        }
        actions={
          <>
            <Button
              size="xs"
              variant="default"
              loading={test.isPending}
              aria-label={t('out.testOf', { name: hook.name })}
              onClick={() => test.mutate()}
            >
              {t('out.test')}
            </Button>
            <Menu position="bottom-end" width={220}>
              <Menu.Target>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={32}
                  aria-label={t('menuOf', { name: hook.name })}
                >
                  <Icon name="dots" />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={onShow}>{t(shown ? 'log.hide' : 'log.show')}</Menu.Item>
                {hook.parked > 0 && (
                  <Menu.Item onClick={() => replay.mutate()}>{t('log.replayParked')}</Menu.Item>
                )}
                <Menu.Item c="var(--confab-danger)" onClick={onRevoke}>
                  {t('revoke')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        }
      />
      {(problem ?? test.data) && (
        <li className={classes['below']}>
          <ProblemAlert problem={problem && problemOf(problem)} />
          {test.data && <TestOutcome tested={test.data} />}
        </li>
      )}
      {shown && (
        <li className={classes['below']}>
          <Deliveries hook={hook} onChanged={onChanged} />
        </li>
      )}
    </>
  );
}

function Counts({ hook }: { hook: Webhook }) {
  const { t } = useTranslation('webhook');
  const { number } = useFormat();
  return (
    <>
      {hook.waiting > 0 && (
        <Badge variant="default" size="xs" tt="none">
          {t('log.waiting', { number: number(hook.waiting) })}
        </Badge>
      )}
      {hook.parked > 0 && (
        <Badge color="red" variant="light" size="xs" tt="none">
          {t('log.parked', { number: number(hook.parked) })}
        </Badge>
      )}
    </>
  );
}

function TestOutcome({ tested }: { tested: Delivery }) {
  const outcome = useOutcome();
  const well = tested.state === 'DELIVERED';
  return (
    <Alert
      role="status"
      color={well ? 'teal' : 'red'}
      variant="light"
      icon={<Icon name={well ? 'check' : 'warning'} />}
      p="xs"
    >
      {outcome(tested)}
    </Alert>
  );
}
