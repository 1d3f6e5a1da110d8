import { Badge, Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import type { Sanction } from '../../http/wire';
import { Emptiness } from '../../ui/Emptiness';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { useFormat } from '../../ui/useFormat';
import { useNow } from '../../ui/useNow';
import { adminApi, sanctionChanged } from './adminApi';
import { More } from './More';
import { useAdminTopic, useDeed, usePages } from './useAdmin';

const filters = {
  appealed: { appealed: 'true' },
  standing: { standing: 'true' },
  over: { standing: 'false' },
  all: {},
} as const;
type Filter = keyof typeof filters;
const names = Object.keys(filters) as Filter[];

/** Who is held back, where and why; lifted here before its time, and here appeals are answered. */
export function SanctionsTable() {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const [which, setWhich] = useState<Filter>('standing');
  const [opened, setOpened] = useState<Sanction | null>(null);
  const pages = usePages(['sanctions', which], (before, signal) =>
    adminApi.sanctions(filters[which], before, signal),
  );
  useAdminTopic(
    'sanctions',
    sanctionChanged,
    () => void queries.invalidateQueries({ queryKey: ['admin', 'sanctions'] }),
  );
  const sanctions = pages.data?.pages.flatMap((page) => page.sanctions) ?? [];
  return (
    <>
      <NativeSelect
        aria-label={t('sanctions.which')}
        mb="sm"
        value={which}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          setWhich(names.find((each) => each === chosen) ?? 'standing');
        }}
        data={names.map((each) => ({ value: each, label: t(`sanctions.${each}`) }))}
      />
      <ProblemAlert problem={pages.error && problemOf(pages.error)} />
      {pages.isPending && <RowsLoading />}
      {pages.data && sanctions.length === 0 && (
        <Emptiness icon="check" title={t('sanctions.none')}>
          {''}
        </Emptiness>
      )}
      <Rows label={t('parts.sanctions')}>
        {sanctions.map((sanction) => (
          <SanctionRow key={sanction.id} sanction={sanction} onOpen={() => setOpened(sanction)} />
        ))}
      </Rows>
      <More pages={pages} />
      <Decision sanction={opened} onClose={() => setOpened(null)} />
    </>
  );
}

function SanctionRow({ sanction, onOpen }: { sanction: Sanction; onOpen: () => void }) {
  const { t } = useTranslation('admin');
  const { ago, date } = useFormat();
  const { account, room, until, liftedAt, liftedBy, appeal } = sanction;
  const now = useNow(false);
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
              room ? `# ${room.name}` : t('sanctions.server'),
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

function Decision({ sanction, onClose }: { sanction: Sanction | null; onClose: () => void }) {
  const { t } = useTranslation('admin');
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
  const { t } = useTranslation('admin');
  const { t: ui } = useTranslation('ui');
  const [text, setText] = useState('');
  const isAppeal = Boolean(sanction.appeal) && !sanction.appeal?.answer;
  const lift = useDeed(() => adminApi.lift(sanction, text.trim()), onClose);
  const answer = useDeed(
    (outcome: 'UPHELD' | 'LIFTED') => adminApi.answerAppeal(sanction, outcome, text.trim()),
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
