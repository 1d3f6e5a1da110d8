import { Badge, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { serverClock } from '../../http/serverClock';
import { Emptiness } from '../../ui/Emptiness';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { useDelayed } from '../../ui/useDelayed';
import { useFilter } from '../../ui/useFilter';
import { useFormat } from '../../ui/useFormat';
import { useNow } from '../../ui/useNow';
import { addressBanSorts, adminApi, type AddressBan } from './adminApi';
import { More } from '../../ui/More';
import { useDeed } from './useAdmin';
import { usePages } from '../../ui/usePages';

/** In minutes; 0 is without an end. */
const lengths = ['60', '1440', '10080', '0'] as const;

/** Networks that guests and new accounts may not come from. */
export function AddressBans() {
  const { t } = useTranslation('admin');
  const { number } = useFormat();
  const [filter, choose] = useFilter({ query: '', standing: '', sort: 'NEWEST' });
  const { query: text, standing } = filter;
  const sort = addressBanSorts.find((each) => each === filter.sort) ?? 'NEWEST';
  const wanted = useDelayed(text.trim(), 200);
  const pages = usePages(['admin', 'networks', wanted, standing, sort], (after, signal) =>
    adminApi.addressBans({ query: wanted, standing, sort }, after, signal),
  );
  const lift = useDeed(adminApi.liftAddressBan);
  const bans = pages.data?.pages.flatMap((page) => page.bans) ?? [];
  const total = pages.data?.pages[0]?.total ?? 0;
  const problem = pages.error ?? lift.error;
  return (
    <Stack>
      <Text fz="sm" c="var(--confab-muted)">
        {t('networks.lead')}
      </Text>
      <NewBan />
      <Group gap="xs" grow preventGrowOverflow={false}>
        <TextInput
          size="xs"
          type="search"
          aria-label={t('networks.find')}
          placeholder={t('networks.find')}
          value={text}
          maxLength={64}
          onChange={(event) => choose('query', event.currentTarget.value)}
        />
        <NativeSelect
          size="xs"
          aria-label={t('networks.which')}
          value={standing}
          onChange={(event) => choose('standing', event.currentTarget.value)}
          data={[
            { value: '', label: t('networks.all') },
            { value: 'true', label: t('networks.standing') },
            { value: 'false', label: t('networks.over') },
          ]}
        />
        <NativeSelect
          size="xs"
          aria-label={t('networks.sort')}
          value={sort}
          onChange={(event) => choose('sort', event.currentTarget.value)}
          data={addressBanSorts.map((each) => ({ value: each, label: t(`networkSort.${each}`) }))}
        />
      </Group>
      <ProblemAlert problem={problem && problemOf(problem)} />
      {pages.isPending && <RowsLoading />}
      {pages.data && (
        <Text fz="sm" c="var(--confab-muted)" role="status">
          {t('networks.bansKnown', { count: total, number: number(total) })}
        </Text>
      )}
      {pages.data && bans.length === 0 && (
        <Emptiness
          icon="check"
          title={t(wanted === '' && standing === '' ? 'networks.none' : 'networks.noneFound')}
        >
          {''}
        </Emptiness>
      )}
      <Rows label={t('parts.networks')}>
        {bans.map((ban) => (
          <BanRow key={ban.id} ban={ban} pending={lift.isPending} onLift={() => lift.mutate(ban)} />
        ))}
      </Rows>
      <More pages={pages} />
    </Stack>
  );
}

function NewBan() {
  const { t } = useTranslation('admin');
  const [network, setNetwork] = useState('');
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState<string>('1440');
  const ban = useDeed(
    () =>
      adminApi.banAddress({
        network: network.trim(),
        reason: reason.trim(),
        ...(minutes === '0' ? {} : { until: serverClock.from(Number(minutes) * 60_000) }),
      }),
    () => {
      setNetwork('');
      setReason('');
    },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ban.mutate(undefined);
      }}
    >
      <Stack gap="xs">
        <Group grow align="flex-end" preventGrowOverflow={false}>
          <TextInput
            label={t('networks.network')}
            description={t('networks.networkHint')}
            value={network}
            maxLength={64}
            required
            onChange={(event) => setNetwork(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('networks.length')}
            value={minutes}
            onChange={(event) => setMinutes(event.currentTarget.value)}
            data={lengths.map((each) => ({ value: each, label: t(`networkLength.${each}`) }))}
          />
        </Group>
        <TextInput
          label={t('networks.reason')}
          value={reason}
          maxLength={500}
          required
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemAlert problem={ban.error && problemOf(ban.error)} />
        <Group justify="flex-end">
          <Button
            type="submit"
            color="red"
            loading={ban.isPending}
            disabled={network.trim() === '' || reason.trim() === ''}
          >
            {t('networks.ban')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function BanRow({ ban, pending, onLift }: { ban: AddressBan; pending: boolean; onLift: () => void }) {
  const { t } = useTranslation('admin');
  const { ago, date } = useFormat();
  const now = useNow(false, undefined, serverClock.now);
  const isOver = Boolean(ban.liftedAt) || (ban.until && Date.parse(ban.until) <= now);
  return (
    <Row
      title={
        <>
          <span>{ban.network}</span>
          {isOver && (
            <Badge variant="default" size="xs" tt="none">
              {t('networks.over')}
            </Badge>
          )}
        </>
      }
      detail={
        <>
          <div>{t('networks.by', { name: ban.imposedBy.displayName, reason: ban.reason })}</div>
          <div>
            {[
              ago(ban.createdAt),
              ban.liftedAt
                ? t('networks.lifted', { name: ban.liftedBy?.displayName ?? '' })
                : ban.until
                  ? t('networks.until', { when: date(ban.until) })
                  : t('networks.forever'),
            ].join(' · ')}
          </div>
        </>
      }
      actions={
        !isOver && (
          <Button
            size="xs"
            variant="default"
            disabled={pending}
            aria-label={t('networks.liftOf', { network: ban.network })}
            onClick={onLift}
          >
            {t('networks.lift')}
          </Button>
        )
      }
    />
  );
}
