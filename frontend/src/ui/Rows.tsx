import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Rows.module.css';

/** A list of like things, each in a row of its own. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className={classes['rows']}>
      {children}
    </ul>
  );
}

interface RowProps {
  icon?: ReactNode;
  title: ReactNode;
  detail?: ReactNode;
  /** What can be done with it. */
  actions?: ReactNode;
}

export function Row({ icon, title, detail, actions }: RowProps) {
  return (
    <li className={classes['row']}>
      {icon}
      <div className={classes['text']}>
        <div className={classes['title']}>{title}</div>
        {detail !== undefined && <div className={classes['detail']}>{detail}</div>}
      </div>
      {actions}
    </li>
  );
}

/** As high as the rows that will come. */
export function RowsLoading({ count = 3 }: { count?: number }) {
  return (
    <div aria-hidden>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={classes['row']}>
          <Skeleton w={36} h={36} radius="md" />
          <div className={classes['text']}>
            <Skeleton h={12} w="40%" my={4} />
            <Skeleton h={10} w="65%" my={4} />
          </div>
        </div>
      ))}
    </div>
  );
}
