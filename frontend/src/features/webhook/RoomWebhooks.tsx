import { IncomingWebhooks } from './IncomingWebhooks';
import { OutgoingWebhooks } from './OutgoingWebhooks';

/** The webhooks of a room: those who moderate it have what comes in, its owners what goes out as well. */
export function RoomWebhooks({ room, owner }: { room: string; owner: boolean }) {
  return (
    <div>
      <IncomingWebhooks room={room} />
      {owner && <OutgoingWebhooks room={room} />}
    </div>
  );
}
