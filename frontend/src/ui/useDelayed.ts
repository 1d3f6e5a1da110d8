import { useEffect, useState } from 'react';

/** The value as it was once it stayed the same for a while: what somebody types becomes one question, not ten. */
export function useDelayed<T>(value: T, millis: number): T {
  const [delayed, setDelayed] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), millis);
    return () => clearTimeout(timer);
  }, [value, millis]);
  return delayed;
}
