import { CloseButton, Paper, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../realtime/frames';
import { useNotices } from '../../realtime/useRealtime';
import classes from './OutcomeNotice.module.css';
import { myReportsKey } from './moderationApi';

type Outcome = Extract<Notice, { type: 'report.closed' }>;

/** Tells whoever reported what came of it, wherever they are, until they close it. */
export function OutcomeNotice() {
  const { t } = useTranslation('moderation');
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  useNotices((notice) => {
    if (notice.type !== 'report.closed') return;
    setOutcome(notice);
    void queries.invalidateQueries({ queryKey: myReportsKey });
  });
  return (
    <div role="status">
      {outcome && (
        <Paper withBorder shadow="md" p="sm" className={classes['card'] ?? ''}>
          <div>
            <Text fz="sm" fw={600}>
              {t('reports.outcome', {
                name: outcome.subject.displayName,
                outcome: t(`reportState.${outcome.outcome}`),
              })}
            </Text>
            {outcome.note && <Text fz="sm">{outcome.note}</Text>}
          </div>
          <CloseButton size="sm" aria-label={t('reports.close')} onClick={() => setOutcome(null)} />
        </Paper>
      )}
    </div>
  );
}
