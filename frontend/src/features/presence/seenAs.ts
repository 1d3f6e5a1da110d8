import type { OwnPresence } from '../../realtime/frames';
import type { Seen } from '../../ui/PresenceMark';

/** How I am shown to myself: what others see, unless I am hiding; whoever looks at the page is there. */
export function seenAs(own: OwnPresence | undefined): Seen {
  if (own?.availability === 'INVISIBLE') return 'INVISIBLE';
  if (own?.availability === 'DO_NOT_DISTURB') return 'DO_NOT_DISTURB';
  return own?.presence === 'AWAY' ? 'AWAY' : 'ONLINE';
}
