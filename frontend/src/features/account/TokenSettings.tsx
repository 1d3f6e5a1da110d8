import { Alert, Anchor, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
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
import { accountApi, myself, type ApiToken, type TokenHolder } from './accountApi';

const scopes = [
  'read',
  'write',
  'stomp',
  'account',
  'push:rooms',
  'push:accounts',
  'push:feeds',
  'push:announcements',
] as const;

/** A colon would begin a namespace of the catalogue. */
const labels = {
  read: 'tokens.scope.read',
  write: 'tokens.scope.write',
  stomp: 'tokens.scope.stomp',
  account: 'tokens.scope.account',
  'push:rooms': 'tokens.scope.push_rooms',
  'push:accounts': 'tokens.scope.push_accounts',
  'push:feeds': 'tokens.scope.push_feeds',
  'push:announcements': 'tokens.scope.push_announcements',
} as const;

export function TokenSettings() {
  const { t } = useTranslation('account');
  return (
    <Section title={t('tokens.title')} lead={t('tokens.lead')}>
      <Text size="sm" c="var(--confab-muted)">
        {t('tokens.described')}{' '}
        <Anchor href="/api/docs" underline="always" target="_blank" rel="noopener">
          {t('tokens.describedHttp')}
        </Anchor>
        {' · '}
        <Anchor href="/api/docs/stomp" underline="always" target="_blank" rel="noopener">
          {t('tokens.describedStomp')}
        </Anchor>
      </Text>
      <Tokens of={myself} />
    </Section>
  );
}

/** The tokens of an account: gives one, and revokes them. */
export function Tokens({ of }: { of: TokenHolder }) {
  const { t } = useTranslation('account');
  const { ago } = useFormat();
  const queries = useQueryClient();
  const queryKey = ['tokens', of.path];
  const refresh = () => queries.invalidateQueries({ queryKey });
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const tokens = useQuery({ queryKey, queryFn: ({ signal }) => accountApi.tokens(of, signal) });
  const create = useMutation({
    mutationFn: () => accountApi.createToken(of, name.trim(), chosen),
    onSuccess: () => {
      setName('');
      setChosen([]);
      return refresh();
    },
  });
  const revoke = useMutation({
    mutationFn: (token: string) => accountApi.revokeToken(of, token),
    onSuccess: (_, revoked) => {
      setRevoking(null);
      if (create.data?.id === revoked) create.reset();
      return refresh();
    },
  });
  const problem = create.error ?? tokens.error;
  return (
    <>
      <ProblemAlert problem={problem && problemOf(problem)} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Stack maw={560}>
          <TextInput
            label={t('tokens.name')}
            placeholder={t('tokens.namePlaceholder')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={64}
            required
            withAsterisk={false}
          />
          <Checkbox.Group
            label={t('tokens.scopes')}
            description={t(of.bot ? 'tokens.scopesHintBot' : 'tokens.scopesHint')}
            value={chosen}
            onChange={setChosen}
          >
            <Group mt="xs" gap="md">
              {scopes
                .filter((scope) => !of.bot || scope !== 'account')
                .map((scope) => (
                  <Checkbox key={scope} value={scope} label={t(labels[scope])} />
                ))}
            </Group>
          </Checkbox.Group>
          <Group>
            <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
              {t('tokens.create')}
            </Button>
          </Group>
        </Stack>
      </form>
      {create.data && (
        <Alert role="status" color="teal" variant="light" icon={<Icon name="key" />} title={t('tokens.once')}>
          <CopyField label={create.data.name} value={create.data.token} />
        </Alert>
      )}
      {tokens.isPending && <RowsLoading count={2} />}
      {tokens.data?.length === 0 && <Text c="var(--confab-muted)">{t('tokens.none')}</Text>}
      {tokens.data && tokens.data.length > 0 && (
        <Rows label={t('tokens.title')}>
          {tokens.data.map((token) => (
            <Row
              key={token.id}
              icon={<Icon name="key" size={22} />}
              title={token.name}
              detail={[
                token.scopes.length > 0 ? token.scopes.join(', ') : t('tokens.everything'),
                token.lastUsedAt
                  ? t('tokens.used', { ago: ago(token.lastUsedAt) })
                  : t('tokens.unused', { ago: ago(token.createdAt) }),
              ].join(' · ')}
              actions={
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('tokens.revokeOf', { name: token.name })}
                  onClick={() => setRevoking(token)}
                >
                  {t('tokens.revoke')}
                </Button>
              }
            />
          ))}
        </Rows>
      )}
      <Confirm
        opened={revoking !== null}
        title={t('tokens.revokeTitle', { name: revoking?.name ?? '' })}
        verb={t('tokens.revoke')}
        dangerous
        pending={revoke.isPending}
        problem={revoke.error && problemOf(revoke.error)}
        onConfirm={() => revoking && revoke.mutate(revoking.id)}
        onClose={() => setRevoking(null)}
      >
        {t('tokens.revokeLead')}
      </Confirm>
    </>
  );
}
