import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../http/wire';
import { Icon } from '../../ui/Icon';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { accountApi } from './accountApi';
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
  const signIn = useMutation({
    mutationFn: async (form: FormData) => {
      await accountApi.signIn({
        username: textOf(form, 'username').trim(),
        password: textOf(form, 'password'),
      });
      await begin();
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
