package io.confab.presence;

import java.util.List;

/**
 * Who of a room's members is here.
 *
 * @param complete whether the members are told too, as in a room that is not large
 */
record RoomPresence(long room, Counts counts, boolean complete, List<PersonView> members) {}
