package io.confab.webhook;

import java.util.List;

import io.confab.account.AccountView;
import io.confab.message.MessageView;
import io.confab.room.RoomKind;
import io.confab.room.RoomRef;
import io.confab.webhook.BotCommandController.CommandsView;
import io.confab.webhook.Delivery.State;
import io.confab.webhook.IncomingWebhookController.IncomingView;
import io.confab.webhook.WebhookController.DeliveryView;
import io.confab.webhook.WebhookController.WebhookView;
import org.junit.jupiter.api.Test;

import static io.confab.Contract.NOON;
import static io.confab.Contract.assertExample;

class WebhookContractTests {

    private static final AccountView ADA = new AccountView(3, "ada", "Ada Lovelace");
    private static final AccountView HOOK = new AccountView(4, "hook-abcdefghjk", "Build server");

    @Test
    void answers() {
        assertExample(
                "webhooks",
                new WebhookController.All(List.of(
                        new WebhookView(
                                1,
                                9L,
                                "archive",
                                "https://example.org/hook",
                                List.of("message.posted", "member.joined"),
                                ADA,
                                NOON,
                                2,
                                1,
                                null),
                        new WebhookView(
                                2,
                                null,
                                "watch",
                                "https://example.org/watch",
                                List.of("presence.dropped"),
                                ADA,
                                NOON,
                                0,
                                0,
                                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))));
        assertExample(
                "webhook-deliveries",
                new WebhookController.Log(
                        List.of(
                                new DeliveryView(
                                        8,
                                        "msg_8",
                                        "message.posted",
                                        9L,
                                        State.WAITING,
                                        0,
                                        NOON,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null),
                                new DeliveryView(
                                        7,
                                        "msg_7",
                                        "message.posted",
                                        9L,
                                        State.PARKED,
                                        10,
                                        NOON,
                                        NOON,
                                        12L,
                                        500,
                                        Attempt.Error.STATUS,
                                        "down"),
                                new DeliveryView(
                                        6,
                                        "msg_6",
                                        "webhook.test",
                                        null,
                                        State.DELIVERED,
                                        1,
                                        NOON,
                                        NOON,
                                        12L,
                                        204,
                                        null,
                                        null)),
                        6L));
        assertExample(
                "webhook-incoming",
                new IncomingWebhookController.All(List.of(
                        new IncomingView(1, 9, "Build server", HOOK, ADA, NOON, NOON, null),
                        new IncomingView(2, 9, "Build server", HOOK, ADA, NOON, null, "/api/hooks/secret"))));
    }

    @Test
    void whatIsTold() {
        var message = new MessageView(
                5, 9, 1, 2, ADA, "hello", "c-1", null, null, NOON, null, null, List.of(), null, null, null);
        assertExample(
                "webhook-message-posted",
                new Payloads.Envelope(
                        "message.posted",
                        NOON,
                        new Payloads.InRoom(new RoomRef(9, "Lobby", RoomKind.PUBLIC), 2, message, null, null)));
        assertExample(
                "webhook-sanction-imposed",
                new Payloads.Envelope(
                        "sanction.imposed",
                        NOON,
                        new Payloads.Done(
                                7,
                                ADA,
                                HOOK,
                                new RoomRef(9, "Lobby", RoomKind.PUBLIC),
                                "too loud",
                                "{\"kind\":\"MUTE\",\"sanction\":4}")));
        assertExample(
                "webhook-presence-dropped",
                new Payloads.Envelope("presence.dropped", NOON, new Payloads.Here(ADA, "DROPPED", NOON)));
    }

    @Test
    void commandsOfBots() {
        assertExample(
                "bot-commands",
                new CommandsView(
                        "https://example.org/commands",
                        List.of(new BotCommand("weather", "place", "How it is outside")),
                        "whsec_AAAA"));
    }
}
