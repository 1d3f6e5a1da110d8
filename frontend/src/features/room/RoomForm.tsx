import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../http/problem';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { useErrorText } from '../../ui/useErrorText';

export interface About {
  name: string;
  description: string;
}

interface RoomFormProps {
  about: About;
  onChange: (change: Partial<About>) => void;
  /** More questions, between the name and the description. */
  children?: ReactNode;
  namePlaceholder?: string;
  descriptionHint?: string;
  submit: string;
  /** What became of the last answers. */
  outcome: { isPending: boolean; error: Error | null; reset: () => void };
  onSubmit: () => void;
  onCancel: () => void;
}

/** What a room is called and what it is for. A name that cannot be is told beside its field. */
export function RoomForm({ about, onChange, children, submit, outcome, ...props }: RoomFormProps) {
  const { t } = useTranslation('room');
  const { t: ui } = useTranslation('ui');
  const errorText = useErrorText();
  const { name, description } = about;
  const problem = outcome.error && problemOf(outcome.error);
  const aboutName = problem?.code === 'room-name-taken' || problem?.fields.has('name');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <Stack>
        {!aboutName && <ProblemAlert problem={problem} />}
        <TextInput
          label={t('name')}
          placeholder={props.namePlaceholder}
          value={name}
          onChange={(event) => {
            onChange({ name: event.currentTarget.value });
            outcome.reset();
          }}
          error={aboutName && problem ? errorText(problem) : undefined}
          maxLength={80}
          data-autofocus
          required
          withAsterisk={false}
        />
        {children}
        <Textarea
          label={t('description')}
          description={props.descriptionHint}
          value={description}
          onChange={(event) => onChange({ description: event.currentTarget.value })}
          maxLength={1000}
          autosize
          minRows={3}
          maxRows={8}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onCancel}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={outcome.isPending} disabled={name.trim() === ''}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
