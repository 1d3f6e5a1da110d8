-- Who may say something in a room, and how often: slow_seconds is the time between two posts of a member, 0 for none.
alter table room add column locked_at timestamp(6) with time zone;
alter table room add column announcements_only boolean default false not null;
alter table room add column slow_seconds integer default 0 not null;

-- When the member last posted; kept while the room is slow.
alter table membership add column last_posted_at timestamp(6) with time zone;
