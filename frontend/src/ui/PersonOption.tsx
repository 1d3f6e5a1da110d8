import { Group, Text } from '@mantine/core';
import { BotMark } from './BotMark';
import { PersonAvatar } from './PersonAvatar';

interface Person {
  id: string;
  displayName: string;
  username: string;
  bot?: boolean | undefined;
}

/** Somebody to choose from a list. */
export function PersonOption({ person }: { person: Person }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <PersonAvatar person={person} size={26} />
      <div>
        <Text component="div" fz="sm">
          {person.displayName} <BotMark of={person} />
        </Text>
        <Text fz="xs" c="var(--confab-muted)">
          @{person.username}
        </Text>
      </div>
    </Group>
  );
}
