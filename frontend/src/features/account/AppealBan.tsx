import { Button, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { accountApi } from './accountApi';

interface AppealBanProps {
  /** Who appeals, proven by the password that they have tried. */
  credentials: { username: string; password: string };
  /** When they tried it. */
  triedAt: number;
}

/** For whoever is banned: by whom, and what was answered to their appeal, or the way to say, once, what speaks against it. */
export function AppealBan({ credentials, triedAt }: AppealBanProps) {
  const { t } = useTranslation('account');
  const [text, setText] = useState('');
  const ban = useQuery({
    queryKey: ['ban', credentials.username, triedAt],
    queryFn: () => accountApi.ban(credentials),
    gcTime: 0,
    retry: false,
  });
  const appeal = useMutation({
    mutationFn: () => accountApi.appeal({ ...credentials, text: text.trim() }),
  });
  if (ban.isPending) return null;
  const by = ban.data && <Text fz="sm">{t('banned.by', { name: ban.data.imposedBy.displayName })}</Text>;
  const known = ban.data?.appeal;
  if (appeal.isSuccess || known) {
    return (
      <>
        {by}
        <Text fz="sm" my="sm" role="status">
          {known?.answer
            ? t('banned.answered', { name: known.answer.by.displayName, text: known.answer.text })
            : t(known ? 'banned.waits' : 'banned.appealed')}
        </Text>
      </>
    );
  }
  const problem = appeal.error && problemOf(appeal.error);
  return (
    <>
      {by}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          appeal.mutate();
        }}
      >
        <Textarea
          my="sm"
          label={t('banned.appeal')}
          description={t('banned.appealHint')}
          value={text}
          maxLength={1000}
          autosize
          minRows={2}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {problem?.code === 'stale' ? (
          <Text fz="sm" role="alert">
            {t('banned.appealedBefore')}
          </Text>
        ) : (
          <ProblemAlert problem={problem} />
        )}
        <Button
          type="submit"
          size="xs"
          variant="default"
          mb="md"
          loading={appeal.isPending}
          disabled={text.trim() === ''}
        >
          {t('banned.send')}
        </Button>
      </form>
    </>
  );
}
