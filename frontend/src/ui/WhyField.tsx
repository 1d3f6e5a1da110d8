import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** What stands in a request with a reason, if one was given. */
export function because(reason: string): { reason?: string } {
  return reason.trim() === '' ? {} : { reason: reason.trim() };
}

/** Asks why something is done, for the audit log; nobody has to say. */
export function WhyField({ value, onChange }: { value: string; onChange: (reason: string) => void }) {
  const { t } = useTranslation('ui');
  return (
    <Textarea
      label={t('why')}
      description={t('whyHint')}
      value={value}
      maxLength={500}
      autosize
      minRows={1}
      maxRows={4}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
