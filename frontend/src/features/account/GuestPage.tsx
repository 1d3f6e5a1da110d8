import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../http/wire';
import { Emptiness } from '../../ui/Emptiness';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { accountApi } from './accountApi';
import { isDisplayName } from './credentials';
import { textOf } from './formData';
import { useFieldProblems } from './useFieldProblems';
import { useSessionChange } from './useSession';
import { OtherWay, Welcome } from './Welcome';

export function GuestPage({ session }: { session: Session }) {
  const { t } = useTranslation('account');
  const { begin } = useSessionChange();
  const [mistake, setMistake] = useState<string>();
  const join = useMutation({
    mutationFn: async (displayName: string) => {
      await accountApi.joinAsGuest(displayName);
      await begin();
    },
  });
  const problems = useFieldProblems(join.error, ['displayName']);

  function submit(form: FormData) {
    const displayName = textOf(form, 'displayName').trim();
    const right = isDisplayName(displayName);
    setMistake(right ? undefined : t('rules.displayName'));
    if (right) join.mutate(displayName);
  }

  return (
    <Welcome
      title={t('guest.title')}
      lead={t('guest.lead')}
      footer={
        <OtherWay question={t('signUp.haveAccount')} to="/sign-in">
          {t('signIn.link')}
        </OtherWay>
      }
    >
      {session.guests ? (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit(new FormData(event.currentTarget));
          }}
        >
          <Stack>
            <ProblemAlert problem={problems.rest} />
            <TextInput
              name="displayName"
              label={t('guest.name')}
              error={mistake ?? problems.of('displayName')}
              autoComplete="nickname"
              maxLength={64}
              autoFocus
              required
              withAsterisk={false}
            />
            <Button type="submit" loading={join.isPending} fullWidth>
              {t('guest.submit')}
            </Button>
          </Stack>
        </form>
      ) : (
        <Emptiness icon="lock" title={t('guest.closed')} />
      )}
    </Welcome>
  );
}
