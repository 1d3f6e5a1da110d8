/** Resolves after a while, or at once when it is aborted. */
export function sleep(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, millis);
    signal.addEventListener('abort', over);
    if (signal.aborted) over();
  });
}
