-- Streams with a last value. owner is the node that asks the feed's source; epoch grows with every change of the owner, number
-- with every value of one. What is pushed in has neither an owner nor epochs: its numbers are taken in its row.
create table feed (
    name   varchar(64) primary key,
    owner  varchar(36),
    epoch  bigint default 0 not null,
    number bigint default 0 not null,
    at     timestamp(6) with time zone,
    body   varchar(32000)
);
