import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Beside the name of an account that is a program. */
export function BotMark({ of }: { of: { bot?: boolean | undefined } }) {
  const { t } = useTranslation('ui');
  if (!of.bot) return null;
  return (
    <Badge variant="default" size="xs" tt="none" style={{ flexShrink: 0 }}>
      {t('bot')}
    </Badge>
  );
}
