import { Alert } from '@mantine/core';
import { Icon } from './Icon';
import { useErrorText } from './useErrorText';

/** Says at once, and to screen readers too, what went wrong. Nothing where nothing did. */
export function ProblemAlert({ problem }: { problem: { code: string } | null | undefined }) {
  const errorText = useErrorText();
  return problem ? (
    <Alert role="alert" color="red" variant="light" icon={<Icon name="warning" />} p="xs">
      {errorText(problem)}
    </Alert>
  ) : null;
}
