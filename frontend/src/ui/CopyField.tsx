import { ActionIcon, CopyButton, TextInput, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon';

/** A text to take away: selected at a click, copied at another. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation('ui');
  return (
    <CopyButton value={value} timeout={2000}>
      {({ copied, copy }) => (
        <TextInput
          label={label}
          value={value}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          rightSection={
            <Tooltip label={copied ? t('copied') : t('copy')}>
              <ActionIcon
                variant="subtle"
                color={copied ? 'teal' : 'gray'}
                onClick={copy}
                aria-label={copied ? t('copied') : t('copy')}
              >
                <Icon name={copied ? 'check' : 'copy'} />
              </ActionIcon>
            </Tooltip>
          }
        />
      )}
    </CopyButton>
  );
}
