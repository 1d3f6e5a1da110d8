import { Badge, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { Icon } from '../../ui/Icon';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Row, Rows, RowsLoading } from '../../ui/Rows';
import { Section } from '../../ui/Section';
import { useFormat } from '../../ui/useFormat';
import { accountApi } from './accountApi';
import { deviceOf } from './device';

export function SignInSettings() {
  const { t } = useTranslation('account');
  const { ago, date } = useFormat();
  const queries = useQueryClient();
  const signIns = useQuery({
    queryKey: ['sign-ins'],
    queryFn: ({ signal }) => accountApi.signIns(signal),
    staleTime: 0,
  });
  const end = useMutation({
    mutationFn: accountApi.endSignIn,
    onSettled: () => queries.invalidateQueries({ queryKey: ['sign-ins'] }),
  });
  const problem = end.error ?? signIns.error;
  return (
    <Section title={t('signIns.title')} lead={t('signIns.lead')}>
      <ProblemAlert problem={problem && problemOf(problem)} />
      {signIns.isPending && <RowsLoading />}
      {signIns.data && (
        <Rows label={t('signIns.title')}>
          {signIns.data.map((signIn) => {
            const device = deviceOf(signIn.userAgent ?? '') ?? t('signIns.unknownDevice');
            return (
              <Row
                key={signIn.id}
                icon={<Icon name="desktop" size={22} />}
                title={
                  <>
                    {device}
                    {signIn.current && (
                      <Badge size="sm" variant="light" tt="none">
                        {t('signIns.current')}
                      </Badge>
                    )}
                  </>
                }
                detail={
                  <span title={date(signIn.createdAt)}>
                    {[signIn.address, t('signIns.seen', { ago: ago(signIn.lastSeenAt) })]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                }
                actions={
                  !signIn.current && (
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={t('signIns.endOf', { device })}
                      loading={end.isPending && end.variables === signIn.id}
                      onClick={() => end.mutate(signIn.id)}
                    >
                      {t('signIns.end')}
                    </Button>
                  )
                }
              />
            );
          })}
        </Rows>
      )}
    </Section>
  );
}
