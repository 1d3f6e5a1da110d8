import { Alert, Button, Group, Text, TextInput } from '@mantine/core';
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
import { webhookApi, type IncomingWebhook } from './webhookApi';
import classes from './Webhooks.module.css';

/** The secret URLs that post into a room. */
export function IncomingWebhooks({ room }: { room: string }) {
  const { t } = useTranslation('webhook');
  const { ago } = useFormat();
  const queries = useQueryClient();
  const key = ['webhooks', 'incoming', room];
  const refresh = () => queries.invalidateQueries({ queryKey: key });
  const [name, setName] = useState('');
  const [revoking, setRevoking] = useState<IncomingWebhook | null>(null);
  const hooks = useQuery({ queryKey: key, queryFn: ({ signal }) => webhookApi.incoming(room, signal) });
  const create = useMutation({
    mutationFn: () => webhookApi.createIncoming(room, name.trim()),
    onSuccess: () => {
      setName('');
      return refresh();
    },
  });
  const revoke = useMutation({
    mutationFn: (hook: IncomingWebhook) => webhookApi.revokeIncoming(room, hook),
    onSuccess: (_, revoked) => {
      setRevoking(null);
      if (create.data?.id === revoked.id) create.reset();
      return refresh();
    },
  });
  const problem = hooks.error ?? create.error;
  const url = create.data?.path ? new URL(create.data.path, window.location.origin).href : undefined;
  return (
    <Section title={t('in.title')} lead={t('in.lead')}>
      <ProblemAlert problem={problem && problemOf(problem)} />
      {hooks.isPending && <RowsLoading count={2} />}
      {hooks.data?.length === 0 && <Text c="var(--confab-muted)">{t('in.none')}</Text>}
      {create.data && url !== undefined && (
        <Alert role="status" color="teal" variant="light" icon={<Icon name="key" />} title={t('in.once')}>
          <CopyField label={t('in.urlOf', { name: create.data.name })} value={url} />
          <Text fz="xs" mt="xs">
            {t('in.how')}
          </Text>
          <code className={classes['example']}>
            {`curl --json '{"text":"hello"}' ${window.location.origin}/api/hooks/…`}
          </code>
        </Alert>
      )}
      {hooks.data && hooks.data.length > 0 && (
        <Rows label={t('in.title')}>
          {hooks.data.map((hook) => (
            <Row
              key={hook.id}
              icon={<Icon name="down" size={20} />}
              title={hook.name}
              detail={[
                `@${hook.account.username}`,
                hook.lastUsedAt
                  ? t('in.used', { ago: ago(hook.lastUsedAt) })
                  : t('in.unused', { ago: ago(hook.createdAt) }),
              ].join(' · ')}
              actions={
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('revokeOf', { name: hook.name })}
                  onClick={() => setRevoking(hook)}
                >
                  {t('revoke')}
                </Button>
              }
            />
          ))}
        </Rows>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Group align="flex-end">
          <TextInput
            style={{ flex: 1 }}
            label={t('name')}
            description={t('in.nameHint')}
            placeholder={t('in.namePlaceholder')}
            value={name}
            maxLength={64}
            required
            withAsterisk={false}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
            {t('create')}
          </Button>
        </Group>
      </form>
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
        {t('in.revokeLead')}
      </Confirm>
    </Section>
  );
}
