/* What this browser remembers between visits. Where storage is forbidden, nothing is remembered. */

interface Kept<T> {
  get: () => T;
  set: (value: T) => void;
}

function kept<T>(key: string, initial: T, read: (text: string) => T): Kept<T> {
  return {
    get: () => {
      try {
        const text = localStorage.getItem(key);
        return text === null ? initial : read(text);
      } catch {
        return initial;
      }
    },
    set: (value) => {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, String(value));
      } catch {
        // A full or forbidden storage is no reason to stop.
      }
    },
  };
}

/** The room that was open last. */
export const lastRoom = kept<string | null>('confab.lastRoom', null, (text) => text);

/** Whether the members stand beside the conversation, where there is room for both. */
export const membersShown = kept('confab.members', false, (text) => text === 'true');
