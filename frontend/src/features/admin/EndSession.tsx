import { NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { serverClock } from '../../http/serverClock';
import { Confirm } from '../../ui/Confirm';
import { adminApi, type LiveSession } from './adminApi';
import { useDeed } from './useAdmin';

/** In minutes; 0 is without an end, and none is no ban. */
const bans = ['none', '60', '1440', '10080', '0'] as const;
type Ban = (typeof bans)[number];

async function end(session: LiveSession, ban: Ban, reason: string): Promise<void> {
  if (ban === 'none') {
    await adminApi.disconnect(session.id);
  } else {
    const until = ban === '0' ? undefined : serverClock.from(Number(ban) * 60_000);
    await adminApi.ban(session.account.username, reason, until);
  }
}

/** Disconnects a session, and bans whose it is if that is chosen. Mount with a key for each session. */
export function EndSession({ session, onClose }: { session: LiveSession; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const [ban, setBan] = useState<Ban>('none');
  const [reason, setReason] = useState('');
  const deed = useDeed(() => end(session, ban, reason.trim()), onClose);
  const { displayName } = session.account;
  return (
    <Confirm
      opened
      title={t('sessions.endOf', { name: displayName })}
      verb={t(ban === 'none' ? 'sessions.end' : 'sessions.endAndBan')}
      dangerous
      disabled={ban !== 'none' && reason.trim() === ''}
      pending={deed.isPending}
      problem={deed.error && problemOf(deed.error)}
      onConfirm={() => deed.mutate(undefined)}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text>{t('sessions.lead')}</Text>
        <NativeSelect
          label={t('sessions.then')}
          value={ban}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            setBan(bans.find((each) => each === chosen) ?? 'none');
          }}
          data={bans.map((each) => ({ value: each, label: t(`thenBan.${each}`) }))}
        />
        {ban !== 'none' && (
          <Textarea
            label={t('sessions.thenReason')}
            description={t('sessions.thenReasonHint', { name: displayName })}
            value={reason}
            maxLength={500}
            autosize
            minRows={2}
            required
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Stack>
    </Confirm>
  );
}
