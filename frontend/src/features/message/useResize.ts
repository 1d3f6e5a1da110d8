import { useEffect, useEffectEvent, type RefObject } from 'react';

/** Calls back whenever an element has got another size than it had at first. */
export function useResize(element: RefObject<HTMLElement | null>, onResize: () => void): void {
  const resized = useEffectEvent(onResize);
  useEffect(() => {
    if (!element.current) return;
    let known = false;
    const observer = new ResizeObserver(() => {
      if (known) resized();
      known = true;
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
}
