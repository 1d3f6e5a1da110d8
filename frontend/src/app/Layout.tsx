import { Center, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function Layout() {
  const { t } = useTranslation('app');
  return (
    <Center component="main" mih="100dvh">
      <Title>{t('name')}</Title>
    </Center>
  );
}
