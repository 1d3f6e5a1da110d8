import { ActionIcon, Button, Menu, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Account, Member, Person, Room } from '../../http/wire';
import { Confirm } from '../../ui/Confirm';
import { Icon } from '../../ui/Icon';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Rows, RowsLoading } from '../../ui/Rows';
import { useFormat } from '../../ui/useFormat';
import { because, WhyField } from '../../ui/WhyField';
import { useRoomPresence } from '../../realtime/usePresence';
import { byPresence } from './byPresence';
import { MemberRow } from './MemberRow';
import { roomApi, type MemberRole } from './roomApi';
import { powersIn, useMembers } from './useRoom';

const roles: readonly MemberRole[] = ['OWNER', 'MODERATOR', 'MEMBER'];

interface MembersProps {
  room: Room;
  me: Account;
  /** Shows who somebody is. */
  onPerson?: (person: Person) => void;
  /** Holds somebody back who ranks below me. */
  onSanction?: (person: Person) => void;
}

/** Who is in the room, those first who are here; with what I may do to them. */
export function Members({ room, me, onPerson, onSanction }: MembersProps) {
  const { t } = useTranslation('room');
  const { number } = useFormat();
  const queries = useQueryClient();
  const [removing, setRemoving] = useState<Member | null>(null);
  const [reason, setReason] = useState('');
  const members = useMembers(room.id, true);
  const stopRemoving = () => {
    setRemoving(null);
    setReason('');
  };
  const refresh = () => queries.invalidateQueries({ queryKey: ['members', room.id] });
  const changeRole = useMutation({
    mutationFn: ({ member, role }: { member: Member; role: MemberRole }) =>
      roomApi.changeRole(room.id, member.account.id, role),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (member: Member) => roomApi.remove(room.id, member.account.id, because(reason)),
    onSuccess: () => {
      stopRemoving();
      void queries.invalidateQueries({ queryKey: ['room', room.id] });
      return refresh();
    },
  });
  const { people, counts, complete: told } = useRoomPresence(room.id);
  // The few of a direct room are watched one by one.
  const complete = told || room.kind === 'DIRECT';
  const powers = powersIn(room, me.role === 'ADMINISTRATOR');
  const mine = room.membership?.role ?? 'MEMBER';
  const known = members.data?.pages.flatMap((page) => page.members).filter((member) => !member.leftAt) ?? [];
  const problem = changeRole.error ?? members.error;
  // Of a large room not everybody's presence is known, so there the roles order them.
  const groups = (
    complete
      ? byPresence(known, people).map(({ presence, members: group }) => ({
          key: presence,
          label: t(`presence.${presence}`, { count: group.length }),
          members: group,
        }))
      : roles.map((role) => {
          const group = known.filter((member) => member.role === role);
          return { key: role, label: t(`role.${role}`, { count: group.length }), members: group };
        })
  ).filter(({ members: group }) => group.length > 0);

  return (
    <>
      <ProblemAlert problem={problem && problemOf(problem)} />
      {members.isPending && <RowsLoading count={6} />}
      {counts && !complete && (
        <Text fz="sm" c="var(--confab-muted)">
          {t('members.counts', {
            here: number(counts.online + counts.doNotDisturb),
            away: number(counts.away),
          })}
        </Text>
      )}
      {groups.map(({ key, label, members: group }) => (
        <div key={key}>
          <Text component="h3" fz="xs" fw={600} c="var(--confab-muted)" mt="sm" mb={2}>
            {label}
          </Text>
          <Rows label={label}>
            {group.map((member) => (
              <MemberRow
                key={member.account.id}
                member={member}
                isMe={member.account.id === me.id}
                onPerson={onPerson}
                showRole={complete}
                actions={
                  member.account.id !== me.id && (
                    <MemberMenu
                      member={member}
                      mayRule={powers.rule}
                      mayRemove={powers.remove && isBelow(member.role, mine)}
                      onRole={(wanted) => changeRole.mutate({ member, role: wanted })}
                      onRemove={() => setRemoving(member)}
                      onSanction={
                        onSanction && (me.role !== 'USER' || (powers.remove && isBelow(member.role, mine)))
                          ? () => onSanction(member.account)
                          : undefined
                      }
                    />
                  )
                }
              />
            ))}
          </Rows>
        </div>
      ))}
      {members.hasNextPage && (
        <Button
          variant="default"
          fullWidth
          mt="sm"
          loading={members.isFetchingNextPage}
          onClick={() => void members.fetchNextPage()}
        >
          {t('members.more')}
        </Button>
      )}
      <Confirm
        opened={removing !== null}
        title={t('members.removeTitle', { name: removing?.account.displayName ?? '' })}
        verb={t('members.remove')}
        dangerous
        pending={remove.isPending}
        problem={remove.error && problemOf(remove.error)}
        onConfirm={() => removing && remove.mutate(removing)}
        onClose={stopRemoving}
      >
        <Stack gap="sm">
          <Text>{room.kind === 'PRIVATE' ? t('members.removeLeadPrivate') : t('members.removeLead')}</Text>
          <WhyField value={reason} onChange={setReason} />
        </Stack>
      </Confirm>
    </>
  );
}

/** Owners may remove anybody, moderators only plain members. */
export function isBelow(role: MemberRole, mine: MemberRole): boolean {
  return mine === 'OWNER' || roles.indexOf(role) > roles.indexOf(mine);
}

interface MemberMenuProps {
  member: Member;
  mayRule: boolean;
  mayRemove: boolean;
  onRole: (role: MemberRole) => void;
  onRemove: () => void;
  onSanction: (() => void) | undefined;
}

function MemberMenu({ member, mayRule, mayRemove, onRole, onRemove, onSanction }: MemberMenuProps) {
  const { t } = useTranslation('room');
  if (!mayRule && !mayRemove && !onSanction) return null;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('members.menuOf', { name: member.account.displayName })}
        >
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayRule &&
          roles
            .filter((role) => role !== member.role)
            .map((role) => (
              <Menu.Item key={role} onClick={() => onRole(role)}>
                {t(`makeRole.${role}`)}
              </Menu.Item>
            ))}
        {onSanction && <Menu.Item onClick={onSanction}>{t('members.sanction')}</Menu.Item>}
        {mayRemove && (
          <Menu.Item c="var(--confab-danger)" onClick={onRemove}>
            {t('members.remove')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
