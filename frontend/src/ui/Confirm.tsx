import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { ProblemAlert } from './ProblemAlert';

interface ConfirmProps {
  opened: boolean;
  title: string;
  children: ReactNode;
  /** What the button that does it says. */
  verb: string;
  dangerous?: boolean;
  /** Whether something is missing yet. */
  disabled?: boolean;
  pending: boolean;
  problem?: { code: string } | null;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that is hard to take back. */
export function Confirm(props: ConfirmProps) {
  const { t } = useTranslation('ui');
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      centered
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <Text component="div">{props.children}</Text>
        <ProblemAlert problem={props.problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button
            {...(props.dangerous ? { color: 'red' } : {})}
            loading={props.pending}
            disabled={props.disabled ?? false}
            onClick={props.onConfirm}
          >
            {props.verb}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
