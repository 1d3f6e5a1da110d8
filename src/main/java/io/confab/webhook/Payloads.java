package io.confab.webhook;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.audit.AuditEntry;
import io.confab.message.LogReader;
import io.confab.message.MessageView;
import io.confab.moderation.CommandSource;
import io.confab.presence.Presences.Seen;
import io.confab.room.MemberView;
import io.confab.room.RoomId;
import io.confab.room.RoomRef;
import io.confab.room.RoomView;
import io.confab.room.Rooms;
import io.confab.webhook.DeliveryStore.News;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What receivers are told, in words: {@code {"type","timestamp","data"}}. */
@Component
class Payloads {

    static final String TEST = "webhook.test";

    private final Rooms rooms;
    private final Accounts accounts;
    private final JsonMapper json;

    Payloads(Rooms rooms, Accounts accounts, JsonMapper json) {
        this.rooms = rooms;
        this.accounts = accounts;
        this.json = json;
    }

    record Envelope(String type, Instant timestamp, Object data) {}

    /** @param rev of the change, by which what happened in a room is ordered */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InRoom(
            RoomRef room,
            long rev,
            @Nullable MessageView message,
            @Nullable MemberView member,
            @Nullable RoomView roomState) {}

    /** @param number of the entry in the audit log */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Done(
            long number,
            AccountView actor,
            @Nullable AccountView target,
            @Nullable RoomRef room,
            @Nullable String reason,
            @JsonRawValue String detail) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Here(
            AccountView account, String presence, @Nullable Instant lastSeenAt) {}

    /** @param text what was typed after the command, stripped */
    record Asked(RoomRef room, AccountView account, String command, String text) {}

    record Tested(long id, String name) {}

    News of(RoomRef room, LogReader.Entry entry, Instant now) {
        return news(
                entry.type(),
                entry.at() == null ? now : entry.at(),
                new InRoom(room, entry.rev(), entry.message(), entry.member(), entry.room()));
    }

    News of(AuditEntry entry) {
        var room = entry.room();
        return news(
                entry.kind(),
                entry.at(),
                new Done(
                        entry.number(),
                        accounts.view(new AccountId(entry.actor())),
                        entry.target() == null ? null : accounts.view(new AccountId(entry.target())),
                        room == null ? null : rooms.ref(new RoomId(room)).orElse(null),
                        entry.reason(),
                        entry.detail()));
    }

    News of(EventType type, Seen seen, Instant now) {
        return news(type.wire(), now, new Here(accounts.view(seen.account()), seen.presence(), seen.lastSeenAt()));
    }

    News test(Webhook hook, Instant now) {
        return news(TEST, now, new Tested(hook.id(), hook.name()));
    }

    /** What a bot is sent when somebody gives one of its commands. */
    String command(RoomId room, AccountId asker, CommandSource.Offer command, String text, Instant now) {
        var asked = new Asked(rooms.ref(room).orElseThrow(), accounts.view(asker), command.name(), text);
        return news("command", now, asked).body();
    }

    private News news(String type, Instant at, Object data) {
        return new News(type, json.writeValueAsString(new Envelope(type, at, data)));
    }
}
