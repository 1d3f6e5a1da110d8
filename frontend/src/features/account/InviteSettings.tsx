import { ActionIcon, Button, CopyButton, Group, NumberInput, Select, Text, Tooltip } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { serverClock } from '../../http/serverClock';
import { Icon } from '../../ui/Icon';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { Section } from '../../ui/Section';
import { useFormat } from '../../ui/useFormat';
import { accountApi, type Invite } from './accountApi';

const lifetimes = ['1', '7', '30', 'never'] as const;
const dayMillis = 24 * 60 * 60 * 1000;

export function InviteSettings() {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ['invites'] });
  const [uses, setUses] = useState<number | string>(1);
  const [lifetime, setLifetime] = useState<string>('7');
  const invites = useQuery({ queryKey: ['invites'], queryFn: ({ signal }) => accountApi.invites(signal) });
  const create = useMutation({
    mutationFn: () =>
      accountApi.createInvite({
        ...(typeof uses === 'number' ? { uses } : {}),
        ...(lifetime === 'never' ? {} : { expiresAt: serverClock.from(Number(lifetime) * dayMillis) }),
      }),
    onSuccess: refresh,
  });
  const withdraw = useMutation({ mutationFn: accountApi.withdrawInvite, onSettled: refresh });
  const problem = create.error ?? withdraw.error ?? invites.error;
  return (
    <Section title={t('invites.title')} lead={t('invites.lead')}>
      <ProblemAlert problem={problem && problemOf(problem)} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Group align="flex-end">
          <NumberInput
            label={t('invites.uses')}
            value={uses}
            onChange={setUses}
            min={1}
            max={1000}
            allowDecimal={false}
            w={120}
          />
          <Select
            label={t('invites.lifetime')}
            data={lifetimes.map((value) => ({ value, label: t(`invites.lifetimes.${value}`) }))}
            value={lifetime}
            onChange={(value) => setLifetime(value ?? '7')}
            allowDeselect={false}
            w={160}
          />
          <Button type="submit" loading={create.isPending}>
            {t('invites.create')}
          </Button>
        </Group>
      </form>
      {invites.isPending && <RowsLoading count={2} />}
      {invites.data?.length === 0 && <Text c="var(--confab-muted)">{t('invites.none')}</Text>}
      {invites.data && invites.data.length > 0 && (
        <Rows label={t('invites.title')}>
          {invites.data.map((invite) => (
            <InviteRow
              key={invite.id}
              invite={invite}
              withdrawing={withdraw.isPending && withdraw.variables === invite.id}
              onWithdraw={() => withdraw.mutate(invite.id)}
            />
          ))}
        </Rows>
      )}
    </Section>
  );
}

interface InviteRowProps {
  invite: Invite;
  withdrawing: boolean;
  onWithdraw: () => void;
}

function InviteRow({ invite, withdrawing, onWithdraw }: InviteRowProps) {
  const { t } = useTranslation('account');
  const { date, number } = useFormat();
  return (
    <Row
      icon={<Icon name="mail" size={22} />}
      title={<code>{invite.code}</code>}
      detail={[
        invite.uses
          ? t('invites.used', { used: number(invite.used), uses: number(invite.uses) })
          : t('invites.usedOf', { used: number(invite.used) }),
        invite.expiresAt
          ? t('invites.expires', { date: date(invite.expiresAt) })
          : t('invites.lifetimes.never'),
      ].join(' · ')}
      actions={
        <Group gap={6} wrap="nowrap">
          <CopyButton value={`${location.origin}/join/${invite.code}`}>
            {({ copied, copy }) => (
              <Tooltip label={copied ? t('invites.copied') : t('invites.copyLink')}>
                <ActionIcon
                  variant="default"
                  size={30}
                  onClick={copy}
                  aria-label={t('invites.copyLinkOf', { code: invite.code })}
                >
                  <Icon name={copied ? 'check' : 'copy'} />
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
          <Button
            variant="default"
            size="xs"
            loading={withdrawing}
            onClick={onWithdraw}
            aria-label={t('invites.withdrawOf', { code: invite.code })}
          >
            {t('invites.withdraw')}
          </Button>
        </Group>
      }
    />
  );
}
