import { Anchor, Badge, Group, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { useFormat } from '../../ui/useFormat';
import { adminApi, type AuditEntry } from './adminApi';
import { More } from './More';
import { usePages } from './useAdmin';

/** What was done by rank, and what was tried. Newest first. */
export function AuditLog({ mayExport }: { mayExport: boolean }) {
  const { t } = useTranslation('admin');
  const [outcome, setOutcome] = useState('');
  const pages = usePages(['audit', outcome], (before, signal) => adminApi.audit(outcome, before, signal));
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  const filter = outcome === '' ? '' : `?outcome=${outcome}`;
  return (
    <>
      <Group mb="sm" justify="space-between">
        <NativeSelect
          aria-label={t('audit.which')}
          value={outcome}
          onChange={(event) => setOutcome(event.currentTarget.value)}
          data={[
            { value: '', label: t('audit.all') },
            { value: 'DONE', label: t('audit.done') },
            { value: 'REFUSED', label: t('audit.refused') },
          ]}
        />
        {mayExport && (
          <Group gap="md">
            <Anchor href={`/api/admin/audit.csv${filter}`} download fz="sm">
              {t('audit.csv')}
            </Anchor>
            <Anchor href={`/api/admin/audit.json${filter}`} download fz="sm">
              {t('audit.json')}
            </Anchor>
          </Group>
        )}
      </Group>
      <ProblemAlert problem={pages.error && problemOf(pages.error)} />
      {pages.isPending && <RowsLoading />}
      <Rows label={t('parts.audit')}>
        {entries.map((entry) => (
          <EntryRow key={entry.number} entry={entry} />
        ))}
      </Rows>
      <More pages={pages} />
    </>
  );
}

function EntryRow({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('admin');
  const { date } = useFormat();
  const detail = Object.entries(entry.detail).map(([name, value]) => `${name}: ${String(value)}`);
  return (
    <Row
      title={
        <>
          <span>{entry.kind}</span>
          {entry.outcome === 'REFUSED' && (
            <Badge variant="default" c="var(--confab-danger)" size="xs" tt="none">
              {t('audit.refused')}
            </Badge>
          )}
        </>
      }
      detail={
        <>
          <div>
            {[
              date(entry.at),
              `@${entry.actor?.username ?? '?'}`,
              entry.target && `→ @${entry.target.username}`,
              entry.room && `# ${entry.room.name ?? entry.room.id}`,
              entry.address,
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
          {(entry.reason ?? detail.length > 0) && (
            <Text fz="xs" style={{ overflowWrap: 'anywhere' }}>
              {[entry.reason, ...detail].filter(Boolean).join(' · ')}
            </Text>
          )}
        </>
      }
    />
  );
}
