import { useEffect, useEffectEvent, useState } from 'react';

interface Acts {
  onClose: () => void;
  onTake: (id: string) => void;
  onFilter: () => void;
}

/** Works through a queue by the keyboard: j, k, Enter, t, Escape and /. Where the keys have come to, if anywhere. */
export function useQueueKeys(ids: readonly string[], acts: Acts): string | undefined {
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const step = (by: 1 | -1) => {
    const place = chosen === undefined ? -1 : ids.indexOf(chosen);
    const next = place < 0 ? (by > 0 ? 0 : ids.length - 1) : place + by;
    setChosen(ids[Math.min(Math.max(next, 0), ids.length - 1)]);
  };
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (event.key === 'j') step(1);
    else if (event.key === 'k') step(-1);
    else if (event.key === 't' && chosen !== undefined) acts.onTake(chosen);
    else if (event.key === '/') acts.onFilter();
    else if (event.key === 'Escape') acts.onClose();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return chosen;
}

/** Whether the key belongs to what somebody writes or chooses, or to a dialog. */
function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null
  );
}
