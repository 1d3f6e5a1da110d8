-- The start of a name is searched with LIKE, which only these operators can answer from an index in any collation.
create index account_by_search_name on account (search_name varchar_pattern_ops);
create index account_by_username_start on account (username varchar_pattern_ops);
