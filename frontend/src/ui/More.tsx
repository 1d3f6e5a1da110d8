import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface MoreProps {
  pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** The way to the next page of a table, if there is one. */
export function More({ pages }: MoreProps) {
  const { t } = useTranslation('ui');
  if (!pages.hasNextPage) return null;
  return (
    <Button
      variant="default"
      fullWidth
      mt="sm"
      loading={pages.isFetchingNextPage}
      onClick={() => void pages.fetchNextPage()}
    >
      {t('more')}
    </Button>
  );
}
