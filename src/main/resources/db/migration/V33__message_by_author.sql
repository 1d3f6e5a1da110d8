-- One index instead of two: what somebody said is found by the beginning of the one that tells a repeated post.
alter table message drop constraint message_client_id_unique;
alter table message add constraint message_client_id_unique unique (author, room, client_id);
drop index message_by_author;
