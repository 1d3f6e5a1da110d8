import { Button, Group, Modal, NativeSelect, Radio, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { serverClock } from '../../http/serverClock';
import type { Person, Room, SanctionKind } from '../../http/wire';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { moderationApi } from './moderationApi';

const kinds: readonly SanctionKind[] = ['MUTE', 'READ_ONLY', 'KICK', 'BAN'];

/** In minutes; without an end: 0. */
const lengths = [10, 60, 1440, 10080, 43200, 0] as const;
type Length = (typeof lengths)[number];

interface SanctionDialogProps {
  /** Nobody while it is closed. */
  person: Person | null;
  /** None where it can only be on the whole server. */
  room: Pick<Room, 'id' | 'name'> | null;
  /** Whether I may do it on the whole server, too. */
  everywhere: boolean;
  onClose: () => void;
  /** The case that it comes of. */
  moderationCase?: string;
  /** Takes away what they said. */
  onPurge?: (person: Person) => void;
}

/** Holds somebody back: how, where, for how long, and why. */
export function SanctionDialog({ person, ...props }: SanctionDialogProps) {
  const { t } = useTranslation('moderation');
  const { t: ui } = useTranslation('ui');
  return (
    <Modal
      opened={person !== null}
      onClose={props.onClose}
      title={t('sanction.title', { name: person?.displayName ?? '' })}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {person && <SanctionForm person={person} {...props} />}
    </Modal>
  );
}

function SanctionForm({
  person,
  room,
  everywhere,
  onClose,
  moderationCase,
  onPurge,
}: SanctionDialogProps & { person: Person }) {
  const { t } = useTranslation('moderation');
  const { t: ui } = useTranslation('ui');
  const [kind, setKind] = useState<SanctionKind>('MUTE');
  const [onServer, setOnServer] = useState(room === null);
  const [minutes, setMinutes] = useState<Length>(lengths[0]);
  const [reason, setReason] = useState('');
  const impose = useMutation({
    mutationFn: () =>
      moderationApi.impose({
        account: person.username,
        kind,
        reason,
        ...(onServer || room === null ? {} : { room: room.id }),
        ...(moderationCase === undefined ? {} : { case: moderationCase }),
        ...(kind === 'KICK' || minutes === 0 ? {} : { until: serverClock.from(minutes * 60_000) }),
      }),
    onSuccess: onClose,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        impose.mutate();
      }}
    >
      <Stack>
        <Radio.Group label={t('sanction.kind')} value={kind} onChange={setKind}>
          <Stack gap={8} mt={6}>
            {kinds.map((each) => (
              <Radio
                key={each}
                value={each}
                label={t(`kind.${each}.verb`)}
                description={t(`kind.${each}.${onServer ? 'everywhere' : 'here'}`)}
                {...(each === 'MUTE' ? { 'data-autofocus': true } : {})}
              />
            ))}
          </Stack>
        </Radio.Group>
        {everywhere && room && (
          <NativeSelect
            label={t('sanction.where')}
            value={onServer ? 'server' : 'room'}
            onChange={(event) => setOnServer(event.currentTarget.value === 'server')}
            data={[
              { value: 'room', label: t('sanction.inRoom', { room: room.name }) },
              { value: 'server', label: t('sanction.onServer') },
            ]}
          />
        )}
        {kind !== 'KICK' && (
          <NativeSelect
            label={t('sanction.length')}
            value={minutes}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              setMinutes(lengths.find((each) => String(each) === chosen) ?? lengths[0]);
            }}
            data={lengths.map((each) => ({ value: String(each), label: t(`length.${each}`) }))}
          />
        )}
        <Textarea
          label={t('sanction.reason')}
          description={t('sanction.reasonHint', { name: person.displayName })}
          value={reason}
          maxLength={500}
          autosize
          minRows={2}
          required
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemAlert problem={impose.error && problemOf(impose.error)} />
        <Group justify="flex-end">
          {onPurge && (
            <Button
              variant="subtle"
              mr="auto"
              px={0}
              onClick={() => {
                onClose();
                onPurge(person);
              }}
            >
              {t('purge.open')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" color="red" loading={impose.isPending} disabled={reason.trim() === ''}>
            {t(`kind.${kind}.verb`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
