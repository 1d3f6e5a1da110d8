import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { serverClock } from '../../http/serverClock';
import type { Session } from '../../http/wire';
import { Icon } from '../../ui/Icon';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { useFormat } from '../../ui/useFormat';
import { accountApi } from './accountApi';
import { AppealBan } from './AppealBan';
import { textOf } from './formData';
import { useFieldProblems } from './useFieldProblems';
import { useSessionChange } from './useSession';
import { OtherWay, Welcome } from './Welcome';

interface SignInPageProps {
  session: Session;
  /** Why one is here again, if one was signed in before. */
  farewell: 'signed-out' | 'banned' | null;
}

export function SignInPage({ session, farewell }: SignInPageProps) {
  const { t } = useTranslation('account');
  const { begin } = useSessionChange();
  const { date } = useFormat();
  const [ends, setEnds] = useState<string | undefined>(undefined);
  const signIn = useMutation({
    mutationFn: async (form: FormData) => {
      await accountApi.signIn(credentialsOf(form));
      await begin();
    },
    onError: (reason) => {
      const { retryAfter } = problemOf(reason);
      setEnds(retryAfter === undefined ? undefined : serverClock.from(retryAfter * 1000));
    },
  });
  const problems = useFieldProblems(signIn.error, []);
  return (
    <Welcome
      title={t('signIn.title')}
      lead={t('signIn.lead')}
      footer={
        <>
          {session.signUp !== 'CLOSED' && (
            <OtherWay question={t('signIn.noAccount')} to="/sign-up">
              {t('signUp.link')}
            </OtherWay>
          )}
          {session.guests && (
            <OtherWay question={t('signIn.justLooking')} to="/guest">
              {t('guest.link')}
            </OtherWay>
          )}
        </>
      }
    >
      {farewell !== null && !signIn.isError && (
        <Alert
          color={farewell === 'banned' ? 'red' : 'gray'}
          variant="light"
          p="xs"
          icon={<Icon name="signOut" />}
        >
          {t(`farewell.${farewell}`)}
        </Alert>
      )}
      <ProblemAlert problem={problems.rest} />
      {problems.rest?.code === 'banned' && (
        <Text fz="sm" mt={4}>
          {t('banned.reason', { reason: problems.rest.message })}
          {ends !== undefined && ` ${t('banned.until', { when: date(ends) })}`}
        </Text>
      )}
      {problems.rest?.code === 'banned' && signIn.variables && (
        <AppealBan
          key={signIn.submittedAt}
          credentials={credentialsOf(signIn.variables)}
          triedAt={signIn.submittedAt}
        />
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate(new FormData(event.currentTarget));
        }}
      >
        <Stack>
          <TextInput
            name="username"
            label={t('username')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            required
            withAsterisk={false}
          />
          <PasswordInput
            name="password"
            label={t('password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          />
          <Button type="submit" loading={signIn.isPending} fullWidth>
            {t('signIn.submit')}
          </Button>
        </Stack>
      </form>
    </Welcome>
  );
}

function credentialsOf(form: FormData) {
  return { username: textOf(form, 'username').trim(), password: textOf(form, 'password') };
}
