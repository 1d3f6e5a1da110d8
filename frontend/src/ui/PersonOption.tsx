import { Group, Text } from '@mantine/core';
import { PersonAvatar } from './PersonAvatar';

/** Somebody to choose from a list. */
export function PersonOption({ person }: { person: { id: string; displayName: string; username: string } }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <PersonAvatar person={person} size={26} />
      <div>
        <Text fz="sm">{person.displayName}</Text>
        <Text fz="xs" c="var(--confab-muted)">
          @{person.username}
        </Text>
      </div>
    </Group>
  );
}
