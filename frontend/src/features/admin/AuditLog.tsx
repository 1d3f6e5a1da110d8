import { Anchor, Badge, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { useDelayed } from '../../ui/useDelayed';
import { useFormat } from '../../ui/useFormat';
import { adminApi, type AuditEntry } from './adminApi';
import { More } from '../../ui/More';
import { usePages } from '../../ui/usePages';
import { useFilter } from '../../ui/useFilter';
import classes from './Admin.module.css';

const words = ['actor', 'target', 'kind', 'room'] as const;
const days = ['from', 'to'] as const;

/** As the server takes it: days are whole ones, of this browser's time. */
function asQuery(filter: Record<'outcome' | (typeof words)[number] | (typeof days)[number], string>): string {
  const moment = (day: string, later: number) => {
    const date = new Date(`${day}T00:00:00`);
    date.setDate(date.getDate() + later);
    return Number.isNaN(date.getTime()) ? '' : date.toISOString();
  };
  const room = /^[0-9]+$/.test(filter.room) ? filter.room : '';
  const given = { ...filter, room, from: moment(filter.from, 0), to: moment(filter.to, 1) };
  return new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])),
  ).toString();
}

/** What was done by rank, and what was tried. Newest first. */
export function AuditLog({ mayExport }: { mayExport: boolean }) {
  const { t } = useTranslation('admin');
  const [filter, choose] = useFilter({
    outcome: '',
    kind: '',
    actor: '',
    target: '',
    room: '',
    from: '',
    to: '',
  });
  const given = useDelayed(asQuery(filter), 300);
  const pages = usePages(['admin', 'audit', given], (before, signal) =>
    adminApi.audit(given, before, signal),
  );
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  const file = given === '' ? '' : `?${given}`;
  return (
    <>
      <Group mb="sm" justify="space-between">
        <NativeSelect
          aria-label={t('audit.which')}
          value={filter.outcome}
          onChange={(event) => choose('outcome', event.currentTarget.value)}
          data={[
            { value: '', label: t('audit.all') },
            { value: 'DONE', label: t('audit.done') },
            { value: 'REFUSED', label: t('audit.refused') },
          ]}
        />
        {mayExport && (
          <Group gap="md">
            <Anchor href={`/api/admin/audit.csv${file}`} download fz="sm">
              {t('audit.csv')}
            </Anchor>
            <Anchor href={`/api/admin/audit.json${file}`} download fz="sm">
              {t('audit.json')}
            </Anchor>
          </Group>
        )}
      </Group>
      <div className={classes['filters']}>
        {words.map((name) => (
          <TextInput
            key={name}
            size="xs"
            label={t(`audit.${name}`)}
            {...(name === 'kind' ? { placeholder: 'sanction.imposed' } : {})}
            maxLength={64}
            value={filter[name]}
            onChange={(event) => choose(name, event.currentTarget.value)}
          />
        ))}
        {days.map((name) => (
          <TextInput
            key={name}
            type="date"
            size="xs"
            label={t(`audit.${name}`)}
            value={filter[name]}
            onChange={(event) => choose(name, event.currentTarget.value)}
          />
        ))}
      </div>
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
              [entry.actor, entry.target]
                .filter((person, place) => place === 0 || person)
                .map((person) => `@${person?.username ?? '?'}`)
                .join(' → '),
              entry.room && `# ${entry.room.name ?? entry.room.id}`,
              entry.address,
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
          {(Boolean(entry.reason) || detail.length > 0) && (
            <Text fz="xs" style={{ overflowWrap: 'anywhere' }}>
              {[entry.reason, ...detail].filter(Boolean).join(' · ')}
            </Text>
          )}
        </>
      }
    />
  );
}
