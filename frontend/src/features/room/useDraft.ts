import { useState } from 'react';

type Edits<T> = { [Key in keyof T]?: { to: T[Key]; from: T[Key] } | undefined };

/** What is wanted of something: what was not touched follows what it is now, however that changes meanwhile. */
export function useDraft<T extends object>(now: T) {
  const [edits, setEdits] = useState<Edits<T>>({});
  const keys = (Object.keys(edits) as (keyof T)[]).filter((key) => edits[key] && edits[key].to !== now[key]);
  const wanted = { ...now };
  for (const key of keys) wanted[key] = (edits[key] as { to: T[typeof key] }).to;
  return {
    wanted,
    /** What is to be another than it is now. */
    changed: keys,
    /** What of that somebody else changed since it was touched. */
    overtaken: keys.filter((key) => edits[key]?.from !== now[key]),
    edit: (change: Partial<T>) =>
      setEdits((before) => {
        const next = { ...before };
        for (const key of Object.keys(change) as (keyof T)[]) {
          const from = before[key]?.from ?? now[key];
          // Whoever takes back what they did has touched nothing.
          if (change[key] === from) next[key] = undefined;
          else if (change[key] !== wanted[key]) next[key] = { to: change[key] as T[typeof key], from };
        }
        return next;
      }),
  };
}
