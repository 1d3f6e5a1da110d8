import { Button, Group, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Sanction } from '../../http/wire';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { moderationApi } from './moderationApi';

/** What speaks against a decision, said once; after that, what came of it. */
export function AppealForm({ sanction }: { sanction: Sanction }) {
  const { t } = useTranslation('moderation');
  const { t: ui } = useTranslation('ui');
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState('');
  const appeal = useMutation({ mutationFn: () => moderationApi.appeal(sanction.id, text.trim()) });
  const said = (appeal.data ?? sanction).appeal;
  if (said?.answer) {
    return (
      <Text fz="sm">{t('appeal.upheld', { name: said.answer.by.displayName, text: said.answer.text })}</Text>
    );
  }
  if (said) return <Text fz="sm">{t('appeal.waits')}</Text>;
  if (!opened) {
    return (
      <Button
        size="compact-sm"
        variant="default"
        style={{ alignSelf: 'center' }}
        onClick={() => setOpened(true)}
      >
        {t('appeal.open')}
      </Button>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        appeal.mutate();
      }}
    >
      <Textarea
        label={t('appeal.text')}
        description={t('appeal.hint')}
        value={text}
        maxLength={1000}
        autosize
        minRows={2}
        maxRows={6}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ProblemAlert problem={appeal.error && problemOf(appeal.error)} />
      <Group justify="flex-end" mt="xs">
        <Button size="xs" variant="default" onClick={() => setOpened(false)}>
          {ui('cancel')}
        </Button>
        <Button size="xs" type="submit" loading={appeal.isPending} disabled={text.trim() === ''}>
          {t('appeal.send')}
        </Button>
      </Group>
    </form>
  );
}
