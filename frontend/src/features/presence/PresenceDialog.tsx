import { Button, Group, Modal, NativeSelect, Radio, Stack, TextInput, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { OwnPresence, Status } from '../../realtime/frames';
import { current } from '../../realtime/presenceState';
import { useOwnPresence } from '../../realtime/usePresence';
import { useRealtime } from '../../realtime/useRealtime';
import { PresenceMark } from '../../ui/PresenceMark';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { useFormat } from '../../ui/useFormat';
import classes from './PresenceDialog.module.css';
import { endOf, statusEnds, type StatusEnd } from './statusEnds';

const availabilities = ['AUTOMATIC', 'DO_NOT_DISTURB', 'INVISIBLE'] as const;
const marks = { AUTOMATIC: 'ONLINE', DO_NOT_DISTURB: 'DO_NOT_DISTURB', INVISIBLE: 'INVISIBLE' } as const;
const emojis = ['💬', '🍜', '🏠', '🎧', '🚆', '🌴', '🤒'] as const;

interface PresenceDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** How I want to be seen, and what I say of myself. */
export function PresenceDialog({ opened, onClose }: PresenceDialogProps) {
  const { t } = useTranslation('presence');
  const { t: ui } = useTranslation('ui');
  const own = useOwnPresence();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('title')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {own && <PresenceForm own={own} onClose={onClose} />}
    </Modal>
  );
}

type End = StatusEnd | 'kept';

function PresenceForm({ own, onClose }: { own: OwnPresence; onClose: () => void }) {
  const { t } = useTranslation('presence');
  const { t: ui } = useTranslation('ui');
  const { date } = useFormat();
  const { presence } = useRealtime();
  const before = current(own.status);
  const [availability, setAvailability] = useState(own.availability);
  const [emoji, setEmoji] = useState(before?.emoji ?? '');
  const [text, setText] = useState(before?.text ?? '');
  const [end, setEnd] = useState<End>(before?.until ? 'kept' : 'never');
  const save = useMutation({
    mutationFn: (status: Status | undefined) => presence.choose(availability, status),
    onSuccess: onClose,
  });
  const status = (): Status | undefined => {
    if (text.trim() === '' && emoji === '') return undefined;
    const until = end === 'kept' ? (before?.until ?? undefined) : endOf(end);
    return { text: text.trim(), ...(emoji === '' ? {} : { emoji }), ...(until ? { until } : {}) };
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(status());
      }}
    >
      <Stack>
        <ProblemAlert problem={save.error && problemOf(save.error)} />
        <Radio.Group
          label={t('availability')}
          value={availability}
          onChange={(value) => setAvailability(value)}
        >
          <Stack gap="xs" mt="xs">
            {availabilities.map((each) => (
              <Radio
                key={each}
                value={each}
                label={
                  <span className={classes['choice']}>
                    <span aria-hidden>
                      <PresenceMark presence={marks[each]} />
                    </span>
                    {t(`choices.${each}.name`)}
                  </span>
                }
                description={t(`choices.${each}.lead`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label={t('status')}
          placeholder={t('placeholder')}
          value={text}
          maxLength={100}
          onChange={(event) => setText(event.currentTarget.value)}
          leftSection={emoji !== '' && <span aria-hidden>{emoji}</span>}
          data-autofocus
        />
        <div role="radiogroup" aria-label={t('emoji')} className={classes['emojis']}>
          {emojis.map((each) => (
            <UnstyledButton
              key={each}
              role="radio"
              aria-checked={emoji === each}
              aria-label={each}
              className={classes['emoji'] ?? ''}
              onClick={() => setEmoji(emoji === each ? '' : each)}
            >
              {each}
            </UnstyledButton>
          ))}
        </div>
        <NativeSelect
          label={t('ends')}
          value={end}
          onChange={(event) => setEnd(event.currentTarget.value as End)}
          data={[
            ...(before?.until ? [{ value: 'kept', label: t('end.kept', { when: date(before.until) }) }] : []),
            ...statusEnds.map((value) => ({ value, label: t(`end.${value}`) })),
          ]}
        />
        <Group justify="flex-end">
          {before && (
            <Button variant="subtle" color="gray" mr="auto" onClick={() => save.mutate(undefined)}>
              {t('clear')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
