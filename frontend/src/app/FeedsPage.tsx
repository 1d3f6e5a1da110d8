import { useTranslation } from 'react-i18next';
import { Redirect } from 'wouter';
import { FeedView } from '../features/feed/FeedView';
import { useFeedNames } from '../features/feed/useFeedNames';
import { problemOf } from '../http/problem';
import { ProblemAlert } from '../ui/ProblemAlert';
import { RowsLoading } from '../ui/Rows';
import { PageBar } from './PageBar';
import { Parts } from './Parts';
import classes from './SettingsPage.module.css';
import { usePageTitle } from './usePageTitle';

/** What the server pushes by itself. */
export function FeedsPage({ feed }: { feed: string }) {
  const { t } = useTranslation('app');
  const { t: feeds } = useTranslation('feed');
  const names = useFeedNames();
  usePageTitle(t('feeds.title'));
  const first = names.data?.[0];
  if (feed === '' && first !== undefined) return <Redirect to={`/feeds/${first}`} replace />;
  return (
    <>
      <PageBar>
        <h1>{t('feeds.title')}</h1>
      </PageBar>
      <div className={classes['page']}>
        <Parts
          label={t('feeds.title')}
          parts={(names.data ?? []).map((name) => ({
            name,
            href: `/feeds/${name}`,
            icon: name === 'clock' ? ('clock' as const) : ('chart' as const),
            label: name === 'clock' || name === 'quotes' ? feeds(`name.${name}`) : name,
          }))}
          current={feed}
        />
        {/* It scrolls, and a feed may have nothing in it that takes the focus. */}
        <div className={classes['content']} tabIndex={0}>
          <ProblemAlert problem={names.error && problemOf(names.error)} />
          {names.isPending && <RowsLoading />}
          {names.data?.length === 0 && feeds('none')}
          {feed !== '' && (
            <div>
              <FeedView key={feed} name={feed} />
            </div>
          )}
        </div>
      </div>
    </>
  );
}
