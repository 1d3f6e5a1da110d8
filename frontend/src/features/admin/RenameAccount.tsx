import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { Confirm } from '../../ui/Confirm';
import { adminApi, type AdminAccount } from './adminApi';
import { useDeed } from './useAdmin';

/** Gives somebody another display name. Mount with a key for each account. */
export function RenameAccount({ account, onClose }: { account: AdminAccount; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const { username, displayName } = account.account;
  const [name, setName] = useState(displayName);
  const rename = useDeed(() => adminApi.changeAccount(username, { displayName: name.trim() }), onClose);
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
      <TextInput
        label={t('rename.label')}
        description={t('rename.hint')}
        value={name}
        maxLength={64}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </Confirm>
  );
}
