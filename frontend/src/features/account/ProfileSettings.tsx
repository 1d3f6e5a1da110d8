import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../http/wire';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Section } from '../../ui/Section';
import { accountApi } from './accountApi';
import { displayNameLength, isDisplayName } from './credentials';
import { Done } from './Done';
import { useFieldProblems } from './useFieldProblems';
import { useSessionChange } from './useSession';

export function ProfileSettings({ me }: { me: Account }) {
  const { t } = useTranslation('account');
  const { update } = useSessionChange();
  const [name, setName] = useState(me.displayName);
  const rename = useMutation({ mutationFn: accountApi.rename, onSuccess: update });
  const problems = useFieldProblems(rename.error, ['displayName']);
  const mistake = name !== me.displayName && !isDisplayName(name) ? t('rules.displayName') : undefined;
  return (
    <Section title={t('profile.title')} lead={t('profile.lead')}>
      <Group gap="sm" wrap="nowrap">
        <PersonAvatar person={{ id: me.id, displayName: name.trim() || me.displayName }} size={48} />
        <div>
          <Text fw={600}>{me.displayName}</Text>
          <Text c="var(--confab-muted)" fz="sm">
            {me.guest ? t('profile.guest') : `@${me.username}`}
          </Text>
        </div>
      </Group>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate(name.trim());
        }}
      >
        <Stack maw={420}>
          <ProblemAlert problem={problems.rest} />
          <TextInput
            label={t('displayName')}
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
              rename.reset();
            }}
            error={mistake ?? problems.of('displayName')}
            maxLength={displayNameLength}
            autoComplete="name"
          />
          <Group>
            <Button
              type="submit"
              loading={rename.isPending}
              disabled={name.trim() === me.displayName || mistake !== undefined}
            >
              {t('save')}
            </Button>
            <Done when={rename.isSuccess}>{t('saved')}</Done>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
