-- How much waits for a client that does not read as fast as it is told, and since when it has taken nothing: written by its
-- node now and then, and null for all others.
alter table session add column waiting_bytes bigint;
alter table session add column stalled_since timestamp(6) with time zone;
