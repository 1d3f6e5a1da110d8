import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../http/wire';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { accountApi } from './accountApi';
import { isPassword } from './credentials';
import { Done } from './Done';
import { textOf } from './formData';
import { useFieldProblems } from './useFieldProblems';
import { useSessionChange } from './useSession';

export function PasswordSettings({ me }: { me: Account }) {
  const { t } = useTranslation('account');
  const { begin } = useSessionChange();
  const form = useRef<HTMLFormElement>(null);
  const [mistakes, setMistakes] = useState<{ newPassword?: string; again?: string }>({});
  const change = useMutation({
    mutationFn: async ({ current, chosen }: { current: string; chosen: string }) => {
      await accountApi.changePassword(current, chosen);
      await begin();
    },
    onSuccess: () => form.current?.reset(),
  });
  const problems = useFieldProblems(change.error, ['currentPassword', 'newPassword']);

  function submit(data: FormData) {
    const chosen = textOf(data, 'newPassword');
    const found = {
      ...(isPassword(chosen) ? {} : { newPassword: t('rules.password') }),
      ...(chosen === textOf(data, 'again') ? {} : { again: t('rules.again') }),
    };
    setMistakes(found);
    if (Object.keys(found).length === 0) change.mutate({ current: textOf(data, 'currentPassword'), chosen });
  }

  const eye = { visibilityToggleButtonProps: { 'aria-label': t('showPassword') } };
  return (
    <Section title={t('passwordSettings.title')} lead={t('passwordSettings.lead')}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
      >
        <input type="hidden" name="username" autoComplete="username" value={me.username} readOnly />
        <Stack maw={420}>
          <ProblemAlert problem={problems.rest} />
          <PasswordInput
            name="currentPassword"
            label={t('passwordSettings.current')}
            autoComplete="current-password"
            error={problems.of('currentPassword')}
            {...eye}
          />
          <PasswordInput
            name="newPassword"
            label={t('passwordSettings.new')}
            description={t('signUp.passwordHint')}
            autoComplete="new-password"
            error={mistakes.newPassword ?? problems.of('newPassword')}
            {...eye}
          />
          <PasswordInput
            name="again"
            label={t('passwordSettings.again')}
            autoComplete="new-password"
            error={mistakes.again}
            {...eye}
          />
          <Group>
            <Button type="submit" loading={change.isPending}>
              {t('passwordSettings.submit')}
            </Button>
            <Done when={change.isSuccess}>{t('passwordSettings.done')}</Done>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
