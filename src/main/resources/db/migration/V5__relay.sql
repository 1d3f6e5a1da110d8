-- What the nodes that share a broker must agree on: one row. Frames of another cluster are not for these nodes.
create table relay (
    id      integer primary key,
    cluster varchar(36) not null,
    shards  integer     not null
);
