import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { Confirm } from '../../ui/Confirm';
import { because, WhyField } from '../../ui/WhyField';
import { adminApi, type AdminAccount } from './adminApi';
import { useDeed } from './useAdmin';

/** Gives somebody another display name. Mount with a key for each account. */
export function RenameAccount({ account, onClose }: { account: AdminAccount; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const { username, displayName } = account.account;
  const [name, setName] = useState(displayName);
  const [reason, setReason] = useState('');
  const rename = useDeed(
    () => adminApi.changeAccount(username, { displayName: name.trim(), ...because(reason) }),
    onClose,
  );
  return (
    <Confirm
      opened
      title={t('rename.title', { name: displayName })}
      verb={t('accounts.rename')}
      disabled={name.trim() === '' || name.trim() === displayName}
      pending={rename.isPending}
      problem={rename.error && problemOf(rename.error)}
      onConfirm={() => rename.mutate(undefined)}
      onClose={onClose}
    >
      <Stack gap="sm">
        <TextInput
          label={t('rename.label')}
          description={t('rename.hint')}
          value={name}
          maxLength={64}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <WhyField value={reason} onChange={setReason} />
      </Stack>
    </Confirm>
  );
}
