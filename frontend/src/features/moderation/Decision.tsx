import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Sanction } from '../../http/wire';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { caseApi } from './caseApi';
import { useDecision } from './useDecisions';

/** Lifts a sanction, or answers the appeal against it. Nothing while there is none. */
export function Decision({ sanction, onClose }: { sanction: Sanction | null; onClose: () => void }) {
  const { t } = useTranslation('moderation');
  const { t: ui } = useTranslation('ui');
  const name = sanction?.account.displayName ?? '';
  return (
    <Modal
      opened={sanction !== null}
      onClose={onClose}
      title={t(sanction?.appeal ? 'sanctions.answerOf' : 'sanctions.liftOf', { name })}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {sanction && <DecisionForm sanction={sanction} onClose={onClose} />}
    </Modal>
  );
}

function DecisionForm({ sanction, onClose }: { sanction: Sanction; onClose: () => void }) {
  const { t } = useTranslation('moderation');
  const { t: ui } = useTranslation('ui');
  const [text, setText] = useState('');
  const isAppeal = Boolean(sanction.appeal) && !sanction.appeal?.answer;
  const lift = useDecision(() => caseApi.lift(sanction, text.trim()), onClose);
  const answer = useDecision(
    (outcome: 'UPHELD' | 'LIFTED') => caseApi.answerAppeal(sanction, outcome, text.trim()),
    onClose,
  );
  const problem = lift.error ?? answer.error;
  return (
    <Stack>
      {sanction.appeal && (
        <Text
          component="blockquote"
          m={0}
          pl="sm"
          style={{ borderInlineStart: '3px solid var(--confab-line)' }}
        >
          {sanction.appeal.text}
        </Text>
      )}
      <Textarea
        label={t(isAppeal ? 'sanctions.answerText' : 'sanctions.liftText')}
        value={text}
        maxLength={500}
        autosize
        minRows={2}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ProblemAlert problem={problem && problemOf(problem)} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {ui('cancel')}
        </Button>
        {isAppeal ? (
          <>
            <Button
              variant="default"
              loading={answer.isPending}
              disabled={text.trim() === ''}
              onClick={() => answer.mutate('UPHELD')}
            >
              {t('sanctions.uphold')}
            </Button>
            <Button
              loading={answer.isPending}
              disabled={text.trim() === ''}
              onClick={() => answer.mutate('LIFTED')}
            >
              {t('sanctions.lift')}
            </Button>
          </>
        ) : (
          <Button loading={lift.isPending} onClick={() => lift.mutate(undefined)}>
            {t('sanctions.lift')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
