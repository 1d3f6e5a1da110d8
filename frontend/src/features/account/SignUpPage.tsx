import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../http/wire';
import { Emptiness } from '../../ui/Emptiness';
import { Icon } from '../../ui/Icon';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { accountApi, type NewAccount } from './accountApi';
import { isPassword, isUsername } from './credentials';
import { textOf } from './formData';
import { useFieldProblems } from './useFieldProblems';
import { useSessionChange } from './useSession';
import { OtherWay, Welcome } from './Welcome';

interface SignUpPageProps {
  session: Session;
  /** The code of the link by which one came. */
  invite?: string;
}

const fields = ['username', 'displayName', 'password', 'invite', 'setUpCode'];

export function SignUpPage({ session, invite = '' }: SignUpPageProps) {
  const { t } = useTranslation('account');
  const { begin } = useSessionChange();
  const [mistakes, setMistakes] = useState<{ username?: string; password?: string }>({});
  const [codeWanted, setCodeWanted] = useState(false);
  const signUp = useMutation({
    mutationFn: async (newAccount: NewAccount) => {
      await accountApi.signUp(newAccount);
      await begin();
    },
  });
  const problems = useFieldProblems(signUp.error, fields);
  const inviteOnly = session.signUp === 'INVITE' && !session.setUp;
  const needsCode = session.setUp && (codeWanted || problems.of('setUpCode') !== undefined);
  if (needsCode && !codeWanted) setCodeWanted(true);

  function submit(form: FormData) {
    const username = textOf(form, 'username').trim();
    const password = textOf(form, 'password');
    const found = {
      ...(isUsername(username) ? {} : { username: t('rules.username') }),
      ...(isPassword(password) ? {} : { password: t('rules.password') }),
    };
    setMistakes(found);
    if (Object.keys(found).length > 0) return;
    const optional = Object.fromEntries(
      ['displayName', 'invite', 'setUpCode']
        .map((name) => [name, textOf(form, name).trim()] as const)
        .filter(([, value]) => value !== ''),
    );
    signUp.mutate({ username, password, ...optional });
  }

  const footer = (
    <>
      <OtherWay question={t('signUp.haveAccount')} to="/sign-in">
        {t('signIn.link')}
      </OtherWay>
      {session.guests && (
        <OtherWay question={t('signIn.justLooking')} to="/guest">
          {t('guest.link')}
        </OtherWay>
      )}
    </>
  );
  if (session.signUp === 'CLOSED' && !session.setUp) {
    return (
      <Welcome title={t('signUp.title')} footer={footer}>
        <Emptiness icon="lock" title={t('signUp.closed')}>
          {t('signUp.closedLead')}
        </Emptiness>
      </Welcome>
    );
  }
  return (
    <Welcome title={t('signUp.title')} lead={t('signUp.lead')} footer={footer}>
      {session.setUp && (
        <Alert variant="light" p="xs" icon={<Icon name="key" />}>
          {t('signUp.setUp')}
        </Alert>
      )}
      <ProblemAlert problem={problems.rest} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        <Stack>
          <TextInput
            name="username"
            label={t('username')}
            description={t('signUp.usernameHint')}
            error={mistakes.username ?? problems.of('username')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={32}
            autoFocus
            required
            withAsterisk={false}
          />
          <TextInput
            name="displayName"
            label={t('displayName')}
            description={t('signUp.displayNameHint')}
            error={problems.of('displayName')}
            autoComplete="name"
            maxLength={64}
          />
          <PasswordInput
            name="password"
            label={t('password')}
            description={t('signUp.passwordHint')}
            error={mistakes.password ?? problems.of('password')}
            autoComplete="new-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          />
          {(inviteOnly || invite !== '') && (
            <TextInput
              name="invite"
              label={t('signUp.invite')}
              description={t('signUp.inviteHint')}
              error={problems.of('invite')}
              defaultValue={invite}
              autoComplete="off"
              spellCheck={false}
            />
          )}
          {needsCode && (
            <TextInput
              name="setUpCode"
              label={t('signUp.setUpCode')}
              description={t('signUp.setUpCodeHint')}
              error={problems.of('setUpCode')}
              autoComplete="off"
              spellCheck={false}
            />
          )}
          <Button type="submit" loading={signUp.isPending} fullWidth>
            {t('signUp.submit')}
          </Button>
        </Stack>
      </form>
    </Welcome>
  );
}
