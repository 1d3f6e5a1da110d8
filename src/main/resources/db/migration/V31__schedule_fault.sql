-- How many tries in a row to say what is due met a fault of the server, and since when it is not tried any more. next_at is what was
-- due then, so that it is the same thing that is tried when its owner wants it to be.
alter table schedule add column faults integer default 0 not null;
alter table schedule add column given_up_at timestamp(6) with time zone;
