import { NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Sanction } from '../../http/wire';
import { Emptiness } from '../../ui/Emptiness';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Rows, RowsLoading } from '../../ui/Rows';
import { adminApi, sanctionChanged } from './adminApi';
import { Decision } from './Decision';
import { More } from './More';
import { SanctionRow } from './SanctionRow';
import { useAdminTopic, usePages } from './useAdmin';
import { useFilter } from './useFilter';

const filters = {
  appealed: { appealed: 'true' },
  standing: { standing: 'true' },
  over: { standing: 'false' },
  all: {},
} as const;
type Filter = keyof typeof filters;
const names = Object.keys(filters) as Filter[];

/** Who is held back, where and why; lifted here before its time, and here appeals are answered. */
export function SanctionsTable() {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const [{ which: asked }, choose] = useFilter({ which: 'standing' });
  const which: Filter = names.find((each) => each === asked) ?? 'standing';
  const [opened, setOpened] = useState<Sanction | null>(null);
  const pages = usePages(['sanctions', which], (before, signal) =>
    adminApi.sanctions(filters[which], before, signal),
  );
  useAdminTopic(
    'sanctions',
    sanctionChanged,
    () => void queries.invalidateQueries({ queryKey: ['admin', 'sanctions'] }),
  );
  const sanctions = pages.data?.pages.flatMap((page) => page.sanctions) ?? [];
  return (
    <>
      <NativeSelect
        aria-label={t('sanctions.which')}
        mb="sm"
        value={which}
        onChange={(event) => choose('which', event.currentTarget.value)}
        data={names.map((each) => ({ value: each, label: t(`sanctions.${each}`) }))}
      />
      <ProblemAlert problem={pages.error && problemOf(pages.error)} />
      {pages.isPending && <RowsLoading />}
      {pages.data && sanctions.length === 0 && (
        <Emptiness icon="check" title={t('sanctions.none')}>
          {''}
        </Emptiness>
      )}
      <Rows label={t('parts.sanctions')}>
        {sanctions.map((sanction) => (
          <SanctionRow key={sanction.id} sanction={sanction} onOpen={() => setOpened(sanction)} />
        ))}
      </Rows>
      <More pages={pages} />
      <Decision sanction={opened} onClose={() => setOpened(null)} />
    </>
  );
}
