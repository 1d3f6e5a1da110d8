package io.confab.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.room.RoomId;
import io.confab.room.RoomRef;
import io.confab.room.Rooms;
import io.confab.schedule.Schedule.Missed;
import io.confab.schedule.Schedules.Order;
import io.confab.shared.ErrorCode;
import io.confab.stomp.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is said at a time: docs/protocol.md, "Scheduled messages". */
@RestController
@RequestMapping("/api/schedules")
class ScheduleController {

    private static final long DECADE_IN_SECONDS = 315_360_000;

    private final Schedules schedules;
    private final Rooms rooms;
    private final Accounts accounts;

    ScheduleController(Schedules schedules, Rooms rooms, Accounts accounts) {
        this.schedules = schedules;
        this.rooms = rooms;
        this.accounts = accounts;
    }

    /** @param every seconds */
    record When(
            @Nullable Instant at,

            @Size(max = 120) @Nullable String cron,

            @Positive @Max(DECADE_IN_SECONDS) @Nullable Long every,

            @Size(max = 64) @Nullable String zone,
            @Nullable Instant start,
            @Nullable Instant end) {

        Timing timing() {
            return new Timing(at, cron, every == null ? null : Duration.ofSeconds(every), zoneId(), start, end);
        }

        private ZoneId zoneId() {
            try {
                return ZoneId.of(zone == null ? "UTC" : zone);
            } catch (DateTimeException unknown) {
                throw ErrorCode.INVALID.because("This is no time zone.").at("zone");
            }
        }
    }

    record Say(
            @Positive @Nullable Long room,
            @Nullable String account,
            @Nullable Boolean everybody,
            @NotNull String body,
            @NotNull @Valid When when,
            @Nullable Missed missed) {

        Order order() {
            return new Order(
                    room == null ? null : new RoomId(room),
                    account,
                    Boolean.TRUE.equals(everybody),
                    body,
                    when.timing(),
                    missed == null ? Missed.SEND : missed);
        }
    }

    /** @param every seconds */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WhenView(
            @Nullable Instant at,
            @Nullable String cron,
            @Nullable Long every,
            String zone,
            @Nullable Instant start,
            @Nullable Instant end) {

        static WhenView of(Timing timing) {
            return new WhenView(
                    timing.at(),
                    timing.cron(),
                    timing.every() == null ? null : timing.every().toSeconds(),
                    timing.zone().getId(),
                    timing.start(),
                    timing.end());
        }
    }

    /**
     * @param failedAt  when it was given up for faults of the server; null if it was not
     * @param nextAt    null while it is paused, when it was given up, and when it is over
     * @param lastError the code of the refusal, or {@code missed}, if it was not said when it was due last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ScheduleView(
            long id,
            @Nullable RoomRef room,
            @Nullable AccountView account,
            @Nullable Boolean everybody,
            String body,
            WhenView when,
            Missed missed,
            Instant createdAt,
            @Nullable Instant pausedAt,
            @Nullable Instant failedAt,
            @Nullable Instant nextAt,
            @Nullable Instant lastAt,
            @Nullable String lastError) {}

    record Mine(List<ScheduleView> schedules) {}

    record Preview(List<Instant> times) {}

    @GetMapping
    Mine list(SignedIn me) {
        return new Mine(schedules.of(AccountId.of(me)).stream().map(this::view).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ScheduleView create(@Valid @RequestBody Say command, SignedIn me) {
        return view(schedules.create(me, command.order()));
    }

    @PostMapping("/preview")
    Preview preview(@Valid @RequestBody When when) {
        return new Preview(schedules.preview(when.timing()));
    }

    @PutMapping("/{id}")
    ScheduleView replace(@PathVariable long id, @Valid @RequestBody Say command, SignedIn me) {
        return view(schedules.replace(me, id, command.order()));
    }

    @PostMapping("/{id}/pause")
    ScheduleView pause(@PathVariable long id, SignedIn me) {
        return view(schedules.pause(me, id));
    }

    @PostMapping("/{id}/resume")
    ScheduleView resume(@PathVariable long id, SignedIn me) {
        return view(schedules.resume(me, id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id, SignedIn me) {
        schedules.delete(me, id);
    }

    /** What a room is called now is only for those who may read it. */
    private RoomRef ref(RoomId room, AccountId owner) {
        var ref = rooms.ref(room).orElseThrow();
        return rooms.mayRead(room, owner) ? ref : new RoomRef(ref.id(), null, ref.kind());
    }

    private ScheduleView view(Schedule schedule) {
        var room = schedule.room();
        var account = schedule.account();
        return new ScheduleView(
                schedule.id(),
                room == null ? null : ref(room, schedule.owner()),
                account == null ? null : accounts.view(account),
                schedule.isToEverybody() ? true : null,
                schedule.body(),
                WhenView.of(schedule.timing()),
                schedule.missed(),
                schedule.createdAt(),
                schedule.pausedAt(),
                schedule.faults().givenUpAt(),
                schedule.isGoing() ? schedule.nextAt() : null,
                schedule.lastAt(),
                schedule.lastError());
    }
}
