import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../realtime/frames';
import { useNotices } from '../../realtime/useRealtime';
import { myReportsKey } from './moderationApi';
import { NoticeCard } from './NoticeCard';

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
        <NoticeCard
          title={t('reports.outcome', {
            name: outcome.subject.displayName,
            outcome: t(`reportState.${outcome.outcome}`),
          })}
          text={outcome.note}
          closeLabel={t('reports.close')}
          onClose={() => setOutcome(null)}
        />
      )}
    </div>
  );
}
