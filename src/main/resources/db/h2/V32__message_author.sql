-- H2 makes an index of its own for each foreign key, of just its column, whatever other index begins with it, and every post
-- writes it. The author of a post was read under its room's lock, and accounts are never deleted. The key to the room stays:
-- by it H2 knows that whoever reads a room's head in a repeatable read needs the messages as they were at that moment, too.
alter table message drop constraint message_author_exists;
