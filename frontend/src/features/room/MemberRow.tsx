import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { serverClock } from '../../http/serverClock';
import type { Member, Person } from '../../http/wire';
import { current } from '../../realtime/presenceState';
import { usePerson } from '../../realtime/usePresence';
import { BotMark } from '../../ui/BotMark';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PersonName } from '../../ui/PersonName';
import { Row } from '../../ui/Rows';
import { useFormat } from '../../ui/useFormat';

function heldBack({ mutedUntil, readOnlyUntil }: Member): 'readOnly' | 'muted' | undefined {
  const now = serverClock.now();
  const isOn = (until: string | null | undefined) => Boolean(until) && Date.parse(until ?? '') > now;
  if (isOn(readOnlyUntil)) return 'readOnly';
  return isOn(mutedUntil) ? 'muted' : undefined;
}

interface MemberRowProps {
  member: Member;
  isMe: boolean;
  /** Shows who somebody is. */
  onPerson?: ((person: Person) => void) | undefined;
  /** Where the rows are not grouped by it already. */
  showRole: boolean;
  actions: ReactNode;
}

/** One member: who, how they are here, and what they say of themselves. */
export function MemberRow({ member, isMe, onPerson, showRole, actions }: MemberRowProps) {
  const { t } = useTranslation('room');
  const { ago } = useFormat();
  const { account, role } = member;
  const seen = usePerson(account.id);
  const status = current(seen?.status);
  const held = heldBack(member);
  let there: string | undefined;
  if (seen?.presence === 'DROPPED') there = t('members.reconnecting');
  else if (seen?.presence === 'OFFLINE' && seen.lastSeenAt) {
    there = t('members.lastSeen', { when: ago(seen.lastSeenAt) });
  }
  return (
    <Row
      icon={<PersonAvatar person={account} size={34} presence={seen?.presence} />}
      title={
        <>
          <PersonName person={account} onPerson={isMe ? undefined : onPerson} />
          <BotMark of={account} />
          {held && (
            <Badge variant="default" c="var(--confab-danger)" size="xs" tt="none">
              {t(`members.${held}`)}
            </Badge>
          )}
          {showRole && role !== 'MEMBER' && (
            <Badge variant="default" size="xs" tt="none">
              {t(`role.${role}`, { count: 1 })}
            </Badge>
          )}
        </>
      }
      detail={
        <>
          <span>{isMe ? t('members.you', { username: account.username }) : `@${account.username}`}</span>
          {status && (
            <div>
              {status.emoji} {status.text}
            </div>
          )}
          {there !== undefined && <div>{there}</div>}
        </>
      }
      actions={actions}
    />
  );
}
