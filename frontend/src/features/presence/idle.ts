/** Without input for so long somebody counts as away. */
export const idleMillis = 5 * 60_000;

const looksEveryMillis = 15_000;
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Tells when nobody has been at the page for a while, and when somebody is again. Goes by the clock and not by the length
 * of a timer, because browsers slow down and stop the timers of hidden pages. Returns how to stop.
 */
export function watchIdleness(onChange: (idle: boolean) => void): () => void {
  let seen = Date.now();
  let idle = false;
  const look = () => {
    const now = Date.now() - seen >= idleMillis;
    if (now === idle) return;
    idle = now;
    onChange(idle);
  };
  const sign = () => {
    seen = Date.now();
    if (idle) look();
  };
  const onVisibility = () => {
    if (document.visibilityState === 'visible') sign();
  };
  const timer = setInterval(look, looksEveryMillis);
  signs.forEach((name) => window.addEventListener(name, sign, { passive: true, capture: true }));
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    clearInterval(timer);
    signs.forEach((name) => window.removeEventListener(name, sign, { capture: true }));
    document.removeEventListener('visibilitychange', onVisibility);
  };
}
