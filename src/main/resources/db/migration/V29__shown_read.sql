-- Up to where others see that somebody has read in a private conversation: what is read while invisible is not seen.
alter table membership add column shown_read_seq bigint default 0 not null;
update membership set shown_read_seq = last_read_seq;
