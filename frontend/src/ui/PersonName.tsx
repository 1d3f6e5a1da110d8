import { Text, UnstyledButton } from '@mantine/core';

interface PersonNameProps<P> {
  person: P;
  /** Shows who somebody is; left out where that leads nowhere, as from my own name. */
  onPerson?: ((person: P) => void) | undefined;
  fw?: number | 'inherit';
}

/** What somebody is called, and from there the way to who they are. */
export function PersonName<P extends { displayName: string }>(props: PersonNameProps<P>) {
  const { person, onPerson, fw = 'inherit' } = props;
  if (!onPerson) {
    return (
      <Text span inherit fw={fw}>
        {person.displayName}
      </Text>
    );
  }
  return (
    <UnstyledButton fz="inherit" fw={fw} onClick={() => onPerson(person)}>
      {person.displayName}
    </UnstyledButton>
  );
}
