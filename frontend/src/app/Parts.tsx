import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { Icon, type IconName } from '../ui/Icon';
import classes from './SettingsPage.module.css';

interface Part {
  name: string;
  href: string;
  icon: IconName;
  label: string;
}

/** The parts of a page, of which one is shown. */
export function Parts({ label, parts, current }: { label: string; parts: readonly Part[]; current: string }) {
  const chosen = useRef<HTMLAnchorElement>(null);
  // Where the window is narrow they stand in a row that is longer than it.
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current]);
  return (
    <nav className={classes['parts']} aria-label={label}>
      {parts.map((part) => (
        <Link
          key={part.name}
          ref={part.name === current ? chosen : null}
          href={part.href}
          className={classes['part'] ?? ''}
          aria-current={part.name === current ? 'page' : undefined}
        >
          <Icon name={part.icon} />
          {part.label}
        </Link>
      ))}
    </nav>
  );
}
