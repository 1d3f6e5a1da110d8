import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon';

/** Looks for the rows of a table by the beginning of a name. */
export function Find({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('admin');
  return (
    <TextInput
      type="search"
      aria-label={t('find')}
      placeholder={t('find')}
      leftSection={<Icon name="search" size={16} />}
      maxLength={64}
      mb="sm"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
