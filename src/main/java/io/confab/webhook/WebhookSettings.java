package io.confab.webhook;

import java.time.Duration;
import java.util.List;

import io.confab.shared.Rate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param perRoom         webhooks of a room, and incoming ones as many again
 * @param perServer       webhooks of the server
 * @param allowedNetworks addresses that are told although they are not public
 * @param poll            how often a node looks for what is to be told
 * @param timeout         for one attempt, to the end of the answer; a name that takes longer to be resolved is waited for
 * @param connectTimeout  the part of it in which the connection has to stand
 * @param response        as much of an answer is read
 * @param tries           attempts until a delivery is parked
 * @param firstBackOff    between the first attempt and the second; doubled from one to the next
 * @param longestBackOff  and never more
 * @param threads         webhooks that a node works on at once
 * @param parallel        rooms of one webhook that are told at once
 * @param kept            for so long what was delivered stays in the delivery log
 * @param parkedKept      and what was parked
 * @param attemptsByHand  tests and replays of one webhook
 * @param incoming        posts of one incoming webhook
 * @param commandsPerBot  slash commands that a bot answers
 * @param commands        commands that one account has bots answer
 */
@ConfigurationProperties("confab.webhooks")
record WebhookSettings(
        @DefaultValue("10") int perRoom,
        @DefaultValue("20") int perServer,
        @DefaultValue List<String> allowedNetworks,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("16KB") DataSize response,
        @DefaultValue("10") int tries,
        @DefaultValue("5s") Duration firstBackOff,
        @DefaultValue("10m") Duration longestBackOff,
        @DefaultValue("16") int threads,
        @DefaultValue("4") int parallel,
        @DefaultValue("24h") Duration kept,
        @DefaultValue("14d") Duration parkedKept,
        @DefaultValue("10/1m") Rate attemptsByHand,
        @DefaultValue("30/10s") Rate incoming,
        @DefaultValue("25") int commandsPerBot,
        @DefaultValue("10/10s") Rate commands) {}
