import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Redirect } from 'wouter';
import { AccountsTable } from '../features/admin/AccountsTable';
import { AddressBans } from '../features/admin/AddressBans';
import { AuditLog } from '../features/admin/AuditLog';
import { Dashboard } from '../features/admin/Dashboard';
import { RoomsTable } from '../features/admin/RoomsTable';
import { ServerSettings } from '../features/admin/ServerSettings';
import { Sessions } from '../features/admin/Sessions';
import { Cases, type HoldBack } from '../features/moderation/Cases';
import { SanctionDialog } from '../features/moderation/SanctionDialog';
import { SanctionsTable } from '../features/moderation/SanctionsTable';
import { decisionsKey } from '../features/moderation/useDecisions';
import { OutgoingWebhooks } from '../features/webhook/OutgoingWebhooks';
import type { Account } from '../http/wire';
import type { IconName } from '../ui/Icon';
import { PageBar } from './PageBar';
import { Parts } from './Parts';
import classes from './SettingsPage.module.css';
import { usePageTitle } from './usePageTitle';

const icons = {
  dashboard: 'chart',
  cases: 'flag',
  sanctions: 'lock',
  networks: 'globe',
  sessions: 'desktop',
  accounts: 'users',
  rooms: 'hash',
  webhooks: 'send',
  audit: 'archive',
  settings: 'settings',
} as const satisfies Record<string, IconName>;

type Part = keyof typeof icons;

/** What is not the moderators' as well. */
const administrators: readonly Part[] = ['accounts', 'rooms', 'webhooks', 'networks', 'settings'];

/** What those see and do who run the server; moderators without what is the administrators' alone. */
export function AdminPage({ part, me }: { part: string; me: Account }) {
  const { t } = useTranslation('admin');
  const isAdministrator = me.role === 'ADMINISTRATOR';
  const parts = (Object.keys(icons) as Part[]).filter(
    (name) => isAdministrator || !administrators.includes(name),
  );
  const current = parts.find((candidate) => candidate === part);
  const queries = useQueryClient();
  const [held, setHeld] = useState<HoldBack | null>(null);
  usePageTitle(t('title'));
  if (me.role === 'USER') return <Redirect to="/" replace />;
  if (current === undefined) return <Redirect to="/admin/dashboard" replace />;
  return (
    <>
      <PageBar>
        <h1>{t('title')}</h1>
      </PageBar>
      <div className={classes['page']}>
        <Parts
          label={t('title')}
          parts={parts.map((name) => ({
            name,
            href: `/admin/${name}`,
            icon: icons[name],
            label: t(`parts.${name}`),
          }))}
          current={current}
        />
        {/* It scrolls, and some parts have nothing in them that takes the focus. */}
        <div className={classes['content']} data-wide tabIndex={0}>
          {current === 'dashboard' && <Dashboard />}
          {current === 'cases' && <Cases me={me.id} onHoldBack={setHeld} />}
          {current === 'sanctions' && <SanctionsTable />}
          {current === 'networks' && <AddressBans />}
          {current === 'settings' && <ServerSettings />}
          {current === 'rooms' && <RoomsTable />}
          {current === 'webhooks' && <OutgoingWebhooks room={undefined} />}
          {current === 'sessions' && <Sessions me={me.id} />}
          {current === 'accounts' && <AccountsTable me={me.id} />}
          {current === 'audit' && <AuditLog mayExport={isAdministrator} />}
        </div>
      </div>
      <SanctionDialog
        person={held?.person ?? null}
        room={held?.room ?? null}
        everywhere
        {...(held ? { moderationCase: held.moderationCase } : {})}
        onClose={() => {
          setHeld(null);
          void queries.invalidateQueries({ queryKey: [decisionsKey] });
        }}
      />
    </>
  );
}
