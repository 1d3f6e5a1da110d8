import { useState } from 'react';
import { useRealtime } from '../../realtime/useRealtime';
import { useTopic } from '../../realtime/useTopic';
import { feedChanged, feedOpened, isNewer, type FeedChanged } from './feed';

/** The last value of a feed, kept current while this is mounted. Mount with a key for each feed. */
export function useFeed(
  name: string,
  onValue: (value: FeedChanged) => void,
): { last: FeedChanged | undefined; isRefused: boolean } {
  const { stomp } = useRealtime();
  const [last, setLast] = useState<FeedChanged | undefined>(undefined);
  const take = (value: FeedChanged) => {
    if (!isNewer(value, last)) return;
    setLast(value);
    onValue(value);
  };
  const isRefused = useTopic(`/topic/feeds/${name}`, feedChanged, take, () => {
    // Subscribed first: what changes meanwhile comes over the topic, and the newer one is kept.
    stomp.ask(`/app/feeds/${name}`, feedOpened).then(
      ({ last: known }) => known && setLast((now) => (isNewer(known, now) ? known : now)),
      () => undefined,
    );
  });
  return { last, isRefused };
}
