-- What a node tells the others of itself, with each renewal of its lease.
alter table node add column report varchar(2000);
