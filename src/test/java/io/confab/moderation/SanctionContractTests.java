package io.confab.moderation;

import java.util.List;

import io.confab.account.AccountView;
import io.confab.moderation.SanctionNotice.SanctionImposed;
import io.confab.moderation.SanctionNotice.SanctionLifted;
import io.confab.moderation.SanctionView.AnswerView;
import io.confab.moderation.SanctionView.AppealView;
import io.confab.room.RoomKind;
import io.confab.room.RoomRef;
import org.junit.jupiter.api.Test;

import static io.confab.Contract.NOON;
import static io.confab.Contract.assertExample;

class SanctionContractTests {

    private final AccountView ada = new AccountView(3, "ada", "Ada Lovelace");
    private final AccountView bob = new AccountView(4, "bob", "Bob");

    private final SanctionView mute = new SanctionView(
            7,
            SanctionKind.MUTE,
            bob,
            new RoomRef(9, "Lobby", RoomKind.PUBLIC),
            "noise",
            ada,
            NOON,
            NOON.plusSeconds(60),
            null,
            null,
            new AppealView("It was my cat.", NOON.plusSeconds(10), null));
    private final SanctionView ban = new SanctionView(
            8,
            SanctionKind.BAN,
            bob,
            null,
            "spam",
            ada,
            NOON,
            null,
            NOON.plusSeconds(30),
            ada,
            new AppealView(
                    "I was hacked.",
                    NOON.plusSeconds(10),
                    new AnswerView(Appeal.Outcome.LIFTED, "Seen.", ada, NOON.plusSeconds(30))));

    @Test
    void notices() {
        assertExample("sanction.imposed", new SanctionImposed(mute));
        assertExample("sanction.lifted", new SanctionLifted(ban));
    }

    @Test
    void answers() {
        assertExample("sanctions", new SanctionController.Page(List.of(ban, mute), 7L));
        assertExample("sanctions-mine", new SanctionController.Mine(List.of(mute)));
    }

    @Test
    void commands() {
        var weather = new AccountView(6, "weather", "Weather", true);
        assertExample(
                "commands",
                new SlashCommandController.KnownCommands(List.of(
                        new SlashCommands.Known("mute", "@name [10m] reason", null, null),
                        new SlashCommands.Known("weather", "place", "How it is outside", weather))));
        assertExample("command-answer", new SlashCommands.Answered(weather, "Between us: rain."));
    }
}
