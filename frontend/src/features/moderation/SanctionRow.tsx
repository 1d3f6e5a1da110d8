import { Badge, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { serverClock } from '../../http/serverClock';
import type { Sanction } from '../../http/wire';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { Row } from '../../ui/Rows';
import { useFormat } from '../../ui/useFormat';
import { useNow } from '../../ui/useNow';

interface SanctionRowProps {
  sanction: Sanction;
  /** Where the room is known. */
  inRoom?: boolean;
  onOpen: () => void;
}

/** A decision, and the way to take it back or to answer the appeal against it. */
export function SanctionRow({ sanction, inRoom = false, onOpen }: SanctionRowProps) {
  const { t } = useTranslation('moderation');
  const { ago, date } = useFormat();
  const { account, room, until, liftedAt, liftedBy, appeal } = sanction;
  const now = useNow(false, undefined, serverClock.now);
  const isOver = Boolean(liftedAt) || (until && Date.parse(until) <= now) || sanction.kind === 'KICK';
  const waits = appeal !== null && appeal !== undefined && !appeal.answer;
  return (
    <Row
      icon={<PersonAvatar person={account} size={34} />}
      title={
        <>
          <span>{account.displayName}</span>
          <Badge variant="default" size="xs" tt="none">
            {t(`sanctionKind.${sanction.kind}`)}
          </Badge>
          {waits && (
            <Badge color="red" size="xs" tt="none">
              {t('sanctions.waits')}
            </Badge>
          )}
        </>
      }
      detail={
        <>
          <div>{t('sanctions.by', { name: sanction.imposedBy.displayName, reason: sanction.reason })}</div>
          <div>
            {[
              !inRoom && (room ? `# ${room.name}` : t('sanctions.server')),
              ago(sanction.createdAt),
              liftedAt
                ? t('sanctions.lifted', { name: liftedBy?.displayName ?? '' })
                : until
                  ? t('sanctions.until', { when: date(until) })
                  : sanction.kind !== 'KICK' && t('sanctions.forever'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </>
      }
      actions={
        (waits || !isOver) && (
          <Button
            size="xs"
            variant="default"
            aria-label={t(waits ? 'sanctions.answerOf' : 'sanctions.liftOf', { name: account.displayName })}
            onClick={onOpen}
          >
            {t(waits ? 'sanctions.answer' : 'sanctions.lift')}
          </Button>
        )
      }
    />
  );
}
