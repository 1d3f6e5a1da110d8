package io.confab.schedule;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

import io.confab.account.AccountView;
import io.confab.room.RoomKind;
import io.confab.room.RoomRef;
import io.confab.schedule.Schedule.Missed;
import io.confab.schedule.ScheduleController.ScheduleView;
import io.confab.schedule.ScheduleController.WhenView;
import org.junit.jupiter.api.Test;

import static io.confab.Contract.NOON;
import static io.confab.Contract.assertExample;

class ScheduleContractTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void answers() {
        var once = WhenView.of(new Timing(NOON, null, null, BERLIN, null, null));
        var weekly = WhenView.of(new Timing(null, "0 9 * * MON", null, BERLIN, NOON, NOON.plusSeconds(60)));
        var hourly = WhenView.of(new Timing(null, null, Duration.ofHours(1), BERLIN, NOON, null));
        assertExample(
                "schedules",
                new ScheduleController.Mine(List.of(
                        new ScheduleView(
                                3,
                                null,
                                null,
                                true,
                                "lunch",
                                hourly,
                                Missed.SKIP,
                                NOON,
                                NOON,
                                null,
                                null,
                                NOON,
                                "forbidden"),
                        new ScheduleView(
                                2,
                                null,
                                new AccountView(3, "ada", "Ada Lovelace"),
                                null,
                                "psst",
                                once,
                                Missed.SEND,
                                NOON,
                                null,
                                NOON.plusSeconds(2400),
                                null,
                                NOON,
                                "internal"),
                        new ScheduleView(
                                1,
                                new RoomRef(9, "Lobby", RoomKind.PUBLIC),
                                null,
                                null,
                                "hello",
                                weekly,
                                Missed.SEND,
                                NOON,
                                null,
                                null,
                                NOON,
                                null,
                                null))));
    }
}
