import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sanction } from '../../http/wire';
import { useNotices } from '../../realtime/useRealtime';
import { NoticeCard } from './NoticeCard';

/** Tells whoever was sent away from where, by whom and why, until they close it: what they looked at is gone by then. */
export function KickNotice() {
  const { t } = useTranslation('moderation');
  const [kicks, setKicks] = useState<readonly Sanction[]>([]);
  const without = ({ id }: Sanction) => kicks.filter((kick) => kick.id !== id);
  useNotices((notice) => {
    if (notice.type !== 'sanction.imposed' || notice.sanction.kind !== 'KICK') return;
    setKicks([...without(notice.sanction), notice.sanction]);
  });
  if (kicks.length === 0) return null;
  return (
    <div role="alert">
      {kicks.map((kick) => (
        <NoticeCard
          key={kick.id}
          title={kick.room ? t('kicked.room', { room: kick.room.name }) : t('kicked.server')}
          text={t('silence.reason', { name: kick.imposedBy.displayName, reason: kick.reason })}
          closeLabel={t('kicked.close')}
          onClose={() => setKicks(without(kick))}
        />
      ))}
    </div>
  );
}
