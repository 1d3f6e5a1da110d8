import { Group, Text } from '@mantine/core';
import { Icon } from '../../ui/Icon';

/** Says beside a button that it worked. */
export function Done({ when, children }: { when: boolean; children: string }) {
  return (
    <Group role="status" gap={6} style={{ color: 'light-dark(#0b6b4f, #63d2ad)' }}>
      {when && (
        <>
          <Icon name="check" size={16} />
          <Text fz="sm" span>
            {children}
          </Text>
        </>
      )}
    </Group>
  );
}
