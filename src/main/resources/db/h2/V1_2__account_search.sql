-- The start of a name is searched with LIKE.
create index account_by_search_name on account (search_name);
