import { ActionIcon, Badge, Group, Menu, NativeSelect, Stack, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { serverClock } from '../../http/serverClock';
import { BotMark } from '../../ui/BotMark';
import { Confirm } from '../../ui/Confirm';
import { CopyField } from '../../ui/CopyField';
import { Icon } from '../../ui/Icon';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { useDelayed } from '../../ui/useDelayed';
import { useFormat } from '../../ui/useFormat';
import { useNow } from '../../ui/useNow';
import { adminApi, type AdminAccount, type ServerRole } from './adminApi';
import { Find } from './Find';
import { More } from '../../ui/More';
import { RenameAccount } from './RenameAccount';
import { useDeed } from './useAdmin';
import { usePages } from '../../ui/usePages';
import { because, WhyField } from '../../ui/WhyField';
import { useFilter } from '../../ui/useFilter';

const roles: readonly ServerRole[] = ['ADMINISTRATOR', 'MODERATOR', 'USER'];

type Deed =
  | { do: 'role'; role: ServerRole }
  | { do: 'disable' }
  | { do: 'enable' }
  | { do: 'password' }
  | { do: 'signOut' };

async function carryOut(username: string, deed: Deed, reason: string): Promise<string | undefined> {
  const why = because(reason);
  if (deed.do === 'role') await adminApi.changeAccount(username, { role: deed.role, ...why });
  else if (deed.do === 'signOut') await adminApi.signOut(username, why);
  else if (deed.do === 'password') return (await adminApi.resetPassword(username, why)).password;
  else await adminApi.changeAccount(username, { disabled: deed.do === 'disable', ...why });
  return undefined;
}

const states = ['ACTIVE', 'BANNED', 'DISABLED', 'GUEST', 'BOT'] as const;
const sorts = ['USERNAME', 'NEWEST'] as const;

/** The accounts there are, and what an administrator does with those of others. */
export function AccountsTable({ me }: { me: string }) {
  const { t } = useTranslation('admin');
  const { ago, number } = useFormat();
  const [filter, choose] = useFilter({ query: '', role: '', state: '', sort: 'USERNAME' });
  const { query: text, role, state, sort } = filter;
  const wanted = useDelayed(text, 200);
  const [asked, setAsked] = useState<{ account: AdminAccount; deed: Deed } | null>(null);
  const [renamed, setRenamed] = useState<AdminAccount | null>(null);
  const [reason, setReason] = useState('');
  const [password, setPassword] = useState<string | undefined>(undefined);
  const now = useNow(false, undefined, serverClock.now);
  const pages = usePages(['admin', 'accounts', wanted, role, state, sort], (after, signal) =>
    adminApi.accounts({ query: wanted, role, state, sort }, after, signal),
  );
  const deed = useDeed(
    ({ account, deed: what }: { account: AdminAccount; deed: Deed }) =>
      carryOut(account.account.username, what, reason),
    (shown) => {
      setPassword(shown);
      setReason('');
      if (shown === undefined) setAsked(null);
    },
  );
  const close = () => {
    setAsked(null);
    setReason('');
    setPassword(undefined);
    deed.reset();
  };
  const accounts = pages.data?.pages.flatMap((page) => page.accounts) ?? [];
  const total = pages.data?.pages[0]?.total ?? 0;
  const name = asked?.account.account.displayName ?? '';
  return (
    <>
      <Find value={text} onChange={(value) => choose('query', value)} />
      <Group gap="xs" mt="xs" grow preventGrowOverflow={false}>
        <NativeSelect
          size="xs"
          aria-label={t('accounts.role')}
          value={role}
          onChange={(event) => choose('role', event.currentTarget.value)}
          data={[
            { value: '', label: t('accounts.anyRole') },
            ...roles.map((each) => ({ value: each, label: t(`role.${each}`) })),
          ]}
        />
        <NativeSelect
          size="xs"
          aria-label={t('accounts.state')}
          value={state}
          onChange={(event) => choose('state', event.currentTarget.value)}
          data={[
            { value: '', label: t('accounts.anyState') },
            ...states.map((each) => ({ value: each, label: t(`accountState.${each}`) })),
          ]}
        />
        <NativeSelect
          size="xs"
          aria-label={t('accounts.sort')}
          value={sort}
          onChange={(event) => choose('sort', event.currentTarget.value)}
          data={sorts.map((each) => ({ value: each, label: t(`accountSort.${each}`) }))}
        />
      </Group>
      <ProblemAlert problem={pages.error && problemOf(pages.error)} />
      {pages.isPending && <RowsLoading />}
      {pages.data && (
        <Text fz="sm" c="var(--confab-muted)" mt="xs" role="status">
          {t('accounts.known', { count: total, number: number(total) })}
        </Text>
      )}
      <Rows label={t('parts.accounts')}>
        {accounts.map((account) => (
          <Row
            key={account.account.id}
            icon={<PersonAvatar person={account.account} size={34} />}
            title={
              <>
                <span>{account.account.displayName}</span>
                <BotMark of={account.account} />
                {account.role !== 'USER' && <Mark>{t(`role.${account.role}`)}</Mark>}
                {account.guest && <Mark>{t('accounts.guest')}</Mark>}
                {account.bannedUntil && Date.parse(account.bannedUntil) > now && (
                  <Mark>{t('accountState.BANNED')}</Mark>
                )}
                {account.disabledAt && <Mark>{t('accounts.disabled')}</Mark>}
              </>
            }
            detail={[
              `@${account.account.username}`,
              account.owner ? t('accounts.botOf', { name: account.owner.displayName }) : null,
              account.lastSeenAt ? t('accounts.seen', { when: ago(account.lastSeenAt) }) : null,
              account.sessions > 0 ? t('accounts.sessions', { count: account.sessions }) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
            actions={
              account.account.id !== me && (
                <AccountDeeds
                  account={account}
                  onDeed={(what) => setAsked({ account, deed: what })}
                  onRename={() => setRenamed(account)}
                />
              )
            }
          />
        ))}
      </Rows>
      <More pages={pages} />
      {renamed && (
        <RenameAccount key={renamed.account.id} account={renamed} onClose={() => setRenamed(null)} />
      )}
      <Confirm
        opened={asked !== null}
        title={asked ? t(`deed.${asked.deed.do}.title`, { name }) : ''}
        verb={asked && password === undefined ? verbOf(asked.deed, t) : t('deed.done')}
        dangerous={asked?.deed.do === 'disable'}
        pending={deed.isPending}
        problem={deed.error && problemOf(deed.error)}
        onConfirm={() => (password === undefined ? asked && deed.mutate(asked) : close())}
        onClose={close}
      >
        {password === undefined ? (
          <Stack gap="sm">
            <Text>{asked && <DeedLead deed={asked.deed} />}</Text>
            <WhyField value={reason} onChange={setReason} />
          </Stack>
        ) : (
          <CopyField label={t('deed.password.shown', { name })} value={password} />
        )}
      </Confirm>
    </>
  );
}

/** As the menu calls it. */
function verbOf(deed: Deed, t: TFunction<'admin'>): string {
  return deed.do === 'role' ? t(`makeRole.${deed.role}`) : t(`accounts.${deed.do}`);
}

function DeedLead({ deed }: { deed: Deed }) {
  const { t } = useTranslation('admin');
  return deed.do === 'role'
    ? t('deed.role.lead', { role: t(`role.${deed.role}`) })
    : t(`deed.${deed.do}.lead`);
}

function Mark({ children }: { children: string }) {
  return (
    <Badge variant="default" size="xs" tt="none">
      {children}
    </Badge>
  );
}

function AccountDeeds({
  account,
  onDeed,
  onRename,
}: {
  account: AdminAccount;
  onDeed: (deed: Deed) => void;
  onRename: () => void;
}) {
  const { t } = useTranslation('admin');
  const isPerson = !account.guest && !account.account.bot;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('accounts.menuOf', { name: account.account.displayName })}
        >
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isPerson &&
          roles
            .filter((role) => role !== account.role)
            .map((role) => (
              <Menu.Item key={role} onClick={() => onDeed({ do: 'role', role })}>
                {t(`makeRole.${role}`)}
              </Menu.Item>
            ))}
        <Menu.Divider />
        <Menu.Item onClick={onRename}>{t('accounts.rename')}</Menu.Item>
        <Menu.Item onClick={() => onDeed({ do: 'signOut' })}>{t('accounts.signOut')}</Menu.Item>
        {isPerson && (
          <Menu.Item onClick={() => onDeed({ do: 'password' })}>{t('accounts.password')}</Menu.Item>
        )}
        <Menu.Item
          c="var(--confab-danger)"
          onClick={() => onDeed({ do: account.disabledAt ? 'enable' : 'disable' })}
        >
          {t(account.disabledAt ? 'accounts.enable' : 'accounts.disable')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
