import { Anchor, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message, Person } from '../../http/wire';
import { Confirm } from '../../ui/Confirm';

interface DeleteDialogProps {
  message: Message;
  mine: boolean;
  onDelete: (reason: string | undefined) => void;
  onClose: () => void;
  /** Takes away more of what somebody said. */
  onPurge: ((author: Person) => void) | undefined;
}

/** Asks before a message is deleted; why, if somebody else wrote it. */
export function DeleteDialog({ message, mine, onDelete, onClose, onPurge }: DeleteDialogProps) {
  const { t } = useTranslation('message');
  const [reason, setReason] = useState('');
  return (
    <Confirm
      opened
      title={t(mine ? 'delete.title' : 'delete.titleOther', { name: message.author.displayName })}
      verb={t('delete.confirm')}
      dangerous
      pending={false}
      onConfirm={() => onDelete(reason.trim() === '' ? undefined : reason.trim())}
      onClose={onClose}
    >
      {mine ? (
        t('delete.text')
      ) : (
        <>
          <Text mb="sm">{t('delete.textOther')}</Text>
          <Textarea
            label={t('delete.reason')}
            description={t('delete.reasonHint')}
            value={reason}
            maxLength={500}
            autosize
            minRows={2}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {onPurge && (
            <Anchor
              component="button"
              type="button"
              fz="sm"
              mt="sm"
              onClick={() => {
                onClose();
                onPurge(message.author);
              }}
            >
              {t('delete.more', { name: message.author.displayName })}
            </Anchor>
          )}
        </>
      )}
    </Confirm>
  );
}
