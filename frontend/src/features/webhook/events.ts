/** What a webhook may be told of, in groups, and how each is called in the catalogue. */
export const eventGroups = {
  messages: {
    'message.posted': 'event.message_posted',
    'message.edited': 'event.message_edited',
    'message.deleted': 'event.message_deleted',
    'message.changed': 'event.message_changed',
  },
  people: {
    'member.joined': 'event.member_joined',
    'member.left': 'event.member_left',
    'member.changed': 'event.member_changed',
    'room.changed': 'event.room_changed',
  },
  moderation: {
    'sanction.imposed': 'event.sanction_imposed',
    'sanction.lifted': 'event.sanction_lifted',
    'messages.purged': 'event.messages_purged',
    'purge.undone': 'event.purge_undone',
  },
  server: {
    'address-ban.imposed': 'event.address_ban_imposed',
    'address-ban.lifted': 'event.address_ban_lifted',
    'presence.online': 'event.presence_online',
    'presence.away': 'event.presence_away',
    'presence.do-not-disturb': 'event.presence_do_not_disturb',
    'presence.dropped': 'event.presence_dropped',
    'presence.offline': 'event.presence_offline',
  },
} as const;

export type EventGroup = keyof typeof eventGroups;

/** Of a room there are fewer than of the server. */
export function groupsFor(ofRoom: boolean): EventGroup[] {
  const groups = Object.keys(eventGroups) as EventGroup[];
  return groups.filter((group) => !ofRoom || group !== 'server');
}

/** How the server names why somebody does not have what was told. */
export const errors = [
  'STATUS',
  'REDIRECT',
  'TIMEOUT',
  'UNKNOWN_HOST',
  'ADDRESS_REFUSED',
  'TLS',
  'CONNECTION',
] as const;

export type DeliveryError = (typeof errors)[number];

/** One that is not known yet is told as the most general one. */
export function errorOf(name: string): DeliveryError {
  return errors.find((each) => each === name) ?? 'CONNECTION';
}
