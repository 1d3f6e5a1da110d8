-- An account with an owner is a bot: it has no password, and what holds back its owner on the whole server holds it back too.
alter table account add column owner bigint;
alter table account add constraint account_owner_exists foreign key (owner) references account (id);

create index account_by_owner on account (owner);
