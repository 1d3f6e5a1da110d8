import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Sanction } from '../../http/wire';
import { Emptiness } from '../../ui/Emptiness';
import { More } from '../../ui/More';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Rows, RowsLoading } from '../../ui/Rows';
import { useDelayed } from '../../ui/useDelayed';
import { useFilter } from '../../ui/useFilter';
import { usePages } from '../../ui/usePages';
import { caseApi, type Scope } from './caseApi';
import { Decision } from './Decision';
import { SanctionRow } from './SanctionRow';
import { decisionsKey, useDecisionsKeptCurrent } from './useDecisions';

const filters = {
  appealed: { appealed: 'true' },
  standing: { standing: 'true' },
  over: { standing: 'false' },
  all: {},
} as const;
type Filter = keyof typeof filters;
const names = Object.keys(filters) as Filter[];

interface SanctionsTableProps {
  /** A room whose sanctions these are, or those of the whole server. */
  scope?: Scope;
  /** Only the appeals that wait, and no choice. */
  onlyAppeals?: boolean;
}

/** Who is held back, where and why; lifted here before its time, and here appeals are answered. */
export function SanctionsTable({ scope, onlyAppeals = false }: SanctionsTableProps) {
  const { t } = useTranslation('moderation');
  const [{ which: asked, account }, choose] = useFilter({ which: 'standing', account: '' });
  const which: Filter = onlyAppeals ? 'appealed' : (names.find((each) => each === asked) ?? 'standing');
  const [opened, setOpened] = useState<Sanction | null>(null);
  const wanted = useDelayed(onlyAppeals ? '' : account.trim().replace(/^@/, ''), 300);
  const pages = usePages([decisionsKey, 'sanctions', scope ?? '', which, wanted], (before, signal) =>
    caseApi.sanctions(scope, { ...filters[which], account: wanted }, before, signal),
  );
  useDecisionsKeptCurrent(scope, 'sanctions');
  const sanctions = pages.data?.pages.flatMap((page) => page.sanctions) ?? [];
  return (
    <>
      {!onlyAppeals && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} mb="sm" spacing="xs">
          <NativeSelect
            aria-label={t('sanctions.which')}
            value={which}
            onChange={(event) => choose('which', event.currentTarget.value)}
            data={names.map((each) => ({ value: each, label: t(`sanctions.${each}`) }))}
          />
          <TextInput
            aria-label={t('sanctions.of')}
            placeholder={t('sanctions.of')}
            maxLength={64}
            value={account}
            onChange={(event) => choose('account', event.currentTarget.value)}
          />
        </SimpleGrid>
      )}
      <ProblemAlert problem={pages.error && problemOf(pages.error)} />
      {pages.isPending && <RowsLoading />}
      {pages.data && sanctions.length === 0 && (
        <Emptiness icon="check" title={t(onlyAppeals ? 'sanctions.noAppeals' : 'sanctions.none')}>
          {''}
        </Emptiness>
      )}
      <Rows label={t(onlyAppeals ? 'room.appeals' : 'room.sanctions')}>
        {sanctions.map((sanction) => (
          <SanctionRow
            key={sanction.id}
            sanction={sanction}
            inRoom={scope !== undefined}
            onOpen={() => setOpened(sanction)}
          />
        ))}
      </Rows>
      <More pages={pages} />
      <Decision sanction={opened} onClose={() => setOpened(null)} />
    </>
  );
}
