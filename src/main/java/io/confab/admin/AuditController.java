package io.confab.admin;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.confab.account.AccountId;
import io.confab.account.AccountRole;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.audit.Actor;
import io.confab.audit.AuditEntry;
import io.confab.audit.AuditEntry.Outcome;
import io.confab.audit.AuditFilter;
import io.confab.audit.AuditTrail;
import io.confab.room.RoomId;
import io.confab.room.RoomRef;
import io.confab.room.Rooms;
import io.confab.stomp.SignedIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log, for those who run the server: docs/protocol.md, "Administration". */
@RestController
@RequestMapping("/api/admin")
class AuditController {

    private final AuditTrail trail;
    private final AuditExport export;
    private final Accounts accounts;
    private final Rooms rooms;

    AuditController(AuditTrail trail, AuditExport export, Accounts accounts, Rooms rooms) {
        this.trail = trail;
        this.export = export;
        this.accounts = accounts;
        this.rooms = rooms;
    }

    /** @param actor, target usernames */
    record Asked(
            @Nullable String actor,
            @Nullable String target,
            @Nullable Long room,
            @Pattern(regexp = Text.NO_NUL) @Nullable String kind,
            @Nullable Outcome outcome,
            @Nullable Instant from,
            @Nullable Instant to) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<Row> entries, @Nullable Long next) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            long number,
            Instant at,
            @Nullable AccountView actor,
            @Nullable String address,
            String kind,
            Outcome outcome,
            @Nullable AccountView target,
            @Nullable Room room,
            @Nullable Long message,
            @Nullable String reason,
            @JsonRawValue String detail,
            String hash) {}

    /** @param name null for a room that whoever asks may not see */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Room(long id, @Nullable String name) {}

    @GetMapping("/audit")
    Page list(
            @ModelAttribute Asked asked,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            SignedIn me) {
        var reader = AccountId.of(me);
        accounts.requireStaff(reader);
        var found = trail.page(filter(asked), before, limit + 1);
        var page = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                rows(page, reader), found.size() > limit ? page.get(limit - 1).number() : null);
    }

    @GetMapping("/audit/verification")
    AuditTrail.Verdict verify(SignedIn me) {
        accounts.requireAdministrator(AccountId.of(me));
        return trail.verify();
    }

    @GetMapping("/audit.csv")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    void exportCsv(@ModelAttribute Asked asked, SignedIn me, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        export.csv(Actor.of(me, request), filter(asked), response);
    }

    @GetMapping("/audit.json")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            array = @ArraySchema(schema = @Schema(implementation = AuditEntry.class))))
    void exportJson(@ModelAttribute Asked asked, SignedIn me, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        export.json(Actor.of(me, request), filter(asked), response);
    }

    private AuditFilter filter(Asked asked) {
        return new AuditFilter(
                id(asked.actor()),
                id(asked.target()),
                asked.room(),
                asked.kind(),
                asked.outcome(),
                asked.from(),
                asked.to());
    }

    private @Nullable Long id(@Nullable String username) {
        return username == null || username.isBlank()
                ? null
                : accounts.requireEverKnown(username).id();
    }

    private List<Row> rows(List<AuditEntry> entries, AccountId reader) {
        var people = accounts.views(entries.stream()
                .flatMap(entry -> Stream.of(entry.actor(), entry.target()))
                .filter(Objects::nonNull)
                .map(AccountId::new)
                .toList());
        // Where people are is for administrators.
        boolean addresses = accounts.role(reader) == AccountRole.ADMINISTRATOR;
        var readable = rooms.readable(
                reader,
                entries.stream()
                        .map(AuditEntry::room)
                        .filter(Objects::nonNull)
                        .map(RoomId::new)
                        .toList());
        return entries.stream()
                .map(entry -> {
                    var target = entry.target();
                    var room = entry.room();
                    var ref = room == null ? null : readable.get(new RoomId(room));
                    return new Row(
                            entry.number(),
                            entry.at(),
                            people.get(new AccountId(entry.actor())),
                            addresses ? entry.address() : null,
                            entry.kind(),
                            entry.outcome(),
                            target == null ? null : people.get(new AccountId(target)),
                            room == null ? null : new Room(room, nameOf(ref)),
                            entry.message(),
                            entry.reason(),
                            entry.detail(),
                            entry.hash());
                })
                .toList();
    }

    private static @Nullable String nameOf(@Nullable RoomRef ref) {
        return ref == null ? null : ref.name();
    }
}
