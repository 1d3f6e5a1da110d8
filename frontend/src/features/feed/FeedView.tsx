import { Code, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/useFormat';
import { ClockView } from './ClockView';
import { QuotesView } from './QuotesView';
import { useFeed } from './useFeed';

/** A feed as it comes. Mount with a key for each. */
export function FeedView({ name }: { name: string }) {
  if (name === 'clock') return <ClockView />;
  if (name === 'quotes') return <QuotesView />;
  return <AnyFeed name={name} />;
}

function AnyFeed({ name }: { name: string }) {
  const { t } = useTranslation('feed');
  const { date } = useFormat();
  const { last, isRefused } = useFeed(name, () => undefined);
  if (last === undefined) return <Text c="var(--confab-muted)">{t(isRefused ? 'refused' : 'waiting')}</Text>;
  return (
    <>
      <Text fz="sm" c="var(--confab-muted)" mb="sm">
        {t('at', { when: date(last.at) })}
      </Text>
      <Code block>{JSON.stringify(last.value, null, 2)}</Code>
    </>
  );
}
