package io.confab.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.confab.account.BotController.BotView;
import org.junit.jupiter.api.Test;

import static io.confab.Contract.assertExample;

class BotContractTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void answers() {
        assertExample(
                "bots",
                new BotController.Mine(
                        List.of(
                                new BotView(new AccountView(6, "builder", "Builder", true), NOON, null),
                                new BotView(new AccountView(7, "echo", "Echo", true), NOON, NOON.plusSeconds(60))),
                        5));
        assertExample(
                "bot-tokens",
                new BotController.Tokens(List.of(new TokenController.TokenView(
                        UUID.fromString("00000000-0000-0000-0000-000000000001"),
                        "the build",
                        List.of("stomp", "read"),
                        NOON,
                        NOON.plusSeconds(60)))));
    }
}
