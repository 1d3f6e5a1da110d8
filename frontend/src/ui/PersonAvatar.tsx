import { PresenceMark, type Seen } from './PresenceMark';
import classes from './PersonAvatar.module.css';

interface PersonAvatarProps {
  person: { id: string; displayName: string };
  size?: number;
  /** How they are there, if that is known and of interest. */
  presence?: Seen | undefined;
}

/** The first letters of somebody's name on a colour of their own. Their name stands beside it, so it is not read out. */
export function PersonAvatar({ person, size = 32, presence }: PersonAvatarProps) {
  const letters = (
    <span
      aria-hidden
      className={classes['avatar']}
      style={{ width: size, height: size, fontSize: size * 0.4, ['--hue' as string]: hueOf(person.id) }}
    >
      {initialsOf(person.displayName)}
    </span>
  );
  if (presence === undefined) return letters;
  return (
    <span className={classes['marked']}>
      {letters}
      <span className={classes['mark']}>
        <PresenceMark presence={presence} size={Math.max(8, Math.round(size * 0.32))} />
      </span>
    </span>
  );
}

/** Two letters of two words, or one character of a script that has no capitals. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => /^./u.exec(word ?? '')?.[0].toUpperCase() ?? '').join('');
}

/** The same for the same id, and far apart for neighbours. */
export function hueOf(id: string): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 100_003;
  return Math.round((hash * 137.508) % 360);
}
