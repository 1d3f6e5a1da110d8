import { Button, Modal, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { moderationApi, type Category, type Reported } from './moderationApi';

const categories: readonly Category[] = ['SPAM', 'ABUSE', 'ILLEGAL', 'OTHER'];

interface ReportDialogProps {
  /** Nothing while it is closed. */
  reported: Reported | null;
  /** Who said it, or who is meant. */
  name: string;
  onClose: () => void;
}

/** Reports a message or somebody: one more press, on what is wrong with it. */
export function ReportDialog({ reported, name, onClose }: ReportDialogProps) {
  const { t } = useTranslation('moderation');
  const { t: ui } = useTranslation('ui');
  return (
    <Modal
      opened={reported !== null}
      onClose={onClose}
      title={t(reported && 'message' in reported ? 'report.message' : 'report.account', { name })}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {reported && <ReportForm reported={reported} onClose={onClose} />}
    </Modal>
  );
}

function ReportForm({ reported, onClose }: { reported: Reported; onClose: () => void }) {
  const { t } = useTranslation('moderation');
  const { t: ui } = useTranslation('ui');
  const [text, setText] = useState('');
  const report = useMutation({
    mutationFn: (category: Category) => moderationApi.report(reported, category, text.trim()),
  });
  if (report.isSuccess) {
    return (
      <Stack>
        <Text role="status">{t('report.done')}</Text>
        <Button onClick={onClose} data-autofocus>
          {ui('close')}
        </Button>
      </Stack>
    );
  }
  return (
    <Stack>
      <Text fz="sm" c="var(--confab-muted)">
        {t('report.lead')}
      </Text>
      <Textarea
        label={t('report.text')}
        value={text}
        maxLength={1000}
        autosize
        minRows={2}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ProblemAlert problem={report.error && problemOf(report.error)} />
      <SimpleGrid cols={2} spacing="xs" role="group" aria-label={t('report.category')}>
        {categories.map((category) => (
          <Button
            key={category}
            variant="default"
            loading={report.isPending && report.variables === category}
            disabled={report.isPending}
            onClick={() => report.mutate(category)}
            {...(category === 'SPAM' ? { 'data-autofocus': true } : {})}
          >
            {t(`category.${category}`)}
          </Button>
        ))}
      </SimpleGrid>
    </Stack>
  );
}
