import { Button, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { accountApi } from './accountApi';

interface AppealBanProps {
  /** Who appeals, proven by the password that they have typed. */
  credentials: () => { username: string; password: string };
}

/** For whoever is banned: to say, once, what speaks against it. */
export function AppealBan({ credentials }: AppealBanProps) {
  const { t } = useTranslation('account');
  const [text, setText] = useState('');
  const appeal = useMutation({
    mutationFn: () => accountApi.appeal({ ...credentials(), text: text.trim() }),
  });
  if (appeal.isSuccess) {
    return (
      <Text fz="sm" my="sm" role="status">
        {t('banned.appealed')}
      </Text>
    );
  }
  const problem = appeal.error && problemOf(appeal.error);
  return (
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
  );
}
