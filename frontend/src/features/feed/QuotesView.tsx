import { Table, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { course, quotesValue, withQuotes, type Courses, type Quote } from './feed';
import classes from './Feed.module.css';
import { useFeed } from './useFeed';

/** Prices of each symbol that are drawn: five minutes of them. */
const kept = 300;

/** The made-up market as a live table, and the course of the symbol that is chosen. */
export function QuotesView() {
  const { t, i18n } = useTranslation('feed');
  const [courses, setCourses] = useState<Courses>(new Map());
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const { last, isRefused } = useFeed('quotes', (value) => {
    const market = quotesValue.safeParse(value.value);
    if (market.success) setCourses((known) => withQuotes(known, market.data.quotes, kept));
  });
  const market = quotesValue.safeParse(last?.value);
  if (!market.success) return <Text c="var(--confab-muted)">{t(isRefused ? 'refused' : 'waiting')}</Text>;
  const { quotes } = market.data;
  const shown = quotes.find((quote) => quote.symbol === chosen) ?? quotes[0];
  const price = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 2 });
  const change = new Intl.NumberFormat(i18n.language, {
    minimumFractionDigits: 2,
    signDisplay: 'exceptZero',
  });
  return (
    <>
      <Text c="var(--confab-muted)" mb="md">
        {t('quotes.lead')}
      </Text>
      <Table className={classes['quotes'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('quotes.symbol')}</Table.Th>
            <Table.Th className={classes['right'] ?? ''}>{t('quotes.price')}</Table.Th>
            <Table.Th className={classes['right'] ?? ''}>{t('quotes.change')}</Table.Th>
            <Table.Th>{t('quotes.course')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {quotes.map((quote) => (
            <Table.Tr key={quote.symbol} data-chosen={quote === shown || undefined}>
              <Table.Td>
                <UnstyledButton
                  fw={600}
                  aria-pressed={quote === shown}
                  onClick={() => setChosen(quote.symbol)}
                >
                  {quote.symbol}
                </UnstyledButton>
              </Table.Td>
              <Table.Td className={classes['right'] ?? ''}>{price.format(quote.price)}</Table.Td>
              <Table.Td className={classes['right'] ?? ''} data-trend={trend(quote)}>
                {change.format(quote.change)} %
              </Table.Td>
              <Table.Td>
                <Line prices={courses.get(quote.symbol)?.slice(-60) ?? []} className="spark" />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {shown && (
        <Chart symbol={shown.symbol} prices={courses.get(shown.symbol) ?? [shown.price]} format={price} />
      )}
    </>
  );
}

/** One price alone is told and not drawn. */
function Chart({
  symbol,
  prices,
  format,
}: {
  symbol: string;
  prices: readonly number[];
  format: Intl.NumberFormat;
}) {
  const { t } = useTranslation('feed');
  const low = format.format(Math.min(...prices));
  const high = format.format(Math.max(...prices));
  return (
    <figure className={classes['chart']}>
      <figcaption>{t('quotes.chartOf', { symbol, low, high })}</figcaption>
      <Line prices={prices} className="large" />
    </figure>
  );
}

function trend(quote: Quote): 'up' | 'down' | undefined {
  return quote.change > 0 ? 'up' : quote.change < 0 ? 'down' : undefined;
}

function Line({ prices, className }: { prices: readonly number[]; className: 'spark' | 'large' }) {
  return (
    <svg className={classes[className]} viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden>
      <polyline
        points={prices.length > 1 ? course(prices) : ''}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
