import type { StompClient } from './stompClient';

/**
 * Runs at every connection, the present one included; the signal ends with the connection, or when it is stopped.
 * Returns how to stop.
 */
export function whileConnected(
  stomp: Pick<StompClient, 'onConnection'>,
  run: (signal: AbortSignal) => Promise<void>,
): () => void {
  let connection: AbortController | undefined;
  const down = () => connection?.abort();
  const stop = stomp.onConnection({
    up: () => run((connection = new AbortController()).signal),
    down,
  });
  return () => {
    stop();
    down();
  };
}
