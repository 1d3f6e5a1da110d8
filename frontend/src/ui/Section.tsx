import { Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './Section.module.css';

/** One subject of a page of settings: what it is, and what can be done. */
export function Section({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={classes['section']}>
      <div>
        <Title order={2} size="h4" id={heading}>
          {title}
        </Title>
        {lead !== undefined && (
          <Text c="var(--confab-muted)" fz="sm" mt={2}>
            {lead}
          </Text>
        )}
      </div>
      {children}
    </section>
  );
}
