-- Where a bot is asked when somebody gives one of its commands. The secret signs what it is sent.
create table bot_endpoint (
    bot        bigint primary key,
    url        varchar(2000)               not null,
    secret     varchar(100)                not null,
    created_at timestamp(6) with time zone not null,
    constraint bot_endpoint_bot_exists foreign key (bot) references account (id)
);

create table bot_command (
    bot         bigint       not null,
    name        varchar(32)  not null,
    arguments   varchar(100) not null,
    description varchar(200) not null,
    constraint bot_command_pk primary key (bot, name),
    constraint bot_command_endpoint_exists foreign key (bot) references bot_endpoint (bot)
);
