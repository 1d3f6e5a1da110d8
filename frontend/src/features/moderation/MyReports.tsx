import { Badge, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { Section } from '../../ui/Section';
import { useFormat } from '../../ui/useFormat';
import { moderationApi, myReportsKey } from './moderationApi';

/** What I reported, and what came of it. */
export function MyReports() {
  const { t } = useTranslation('moderation');
  const { ago } = useFormat();
  const mine = useQuery({
    queryKey: myReportsKey,
    queryFn: ({ signal }) => moderationApi.myReports(signal),
    staleTime: 0,
  });
  return (
    <Section title={t('reports.title')} lead={t('reports.lead')}>
      <ProblemAlert problem={mine.error && problemOf(mine.error)} />
      {mine.isPending && <RowsLoading />}
      {mine.data?.reports.length === 0 && <Text c="var(--confab-muted)">{t('reports.none')}</Text>}
      <Rows label={t('reports.title')}>
        {mine.data?.reports.map((report) => (
          <Row
            key={report.id}
            icon={<PersonAvatar person={report.subject} size={34} />}
            title={
              <>
                <span>
                  {t(report.message ? 'reports.message' : 'reports.account', {
                    name: report.subject.displayName,
                  })}
                </span>
                <Badge variant="default" size="xs" tt="none">
                  {t(`reportState.${report.state}`)}
                </Badge>
              </>
            }
            detail={
              <>
                <div>
                  {[t(`category.${report.category}`), ago(report.createdAt), report.text]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
                {report.note && <div>{report.note}</div>}
              </>
            }
          />
        ))}
      </Rows>
    </Section>
  );
}
