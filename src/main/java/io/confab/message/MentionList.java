package io.confab.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountId;
import io.confab.message.MentionStore.Place;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.RoomRef;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import static java.util.stream.Collectors.toSet;

/** The messages that mention somebody, newest first, of the rooms that they may read now and are not merely asked to talk in. */
@Component
class MentionList {

    private static final Place NEWEST = new Place(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

    private static final Comparator<Place> NEWEST_FIRST =
            Comparator.comparing(Place::saidAt).thenComparing(Place::message).reversed();

    /** Pages of rooms that somebody may not read any more are passed over, so many at a time. */
    private static final int LOOKS = 5;

    private final MentionStore mentions;
    private final MessageStore messages;
    private final MessageViews views;
    private final Rooms rooms;
    private final DirectDetailsIfAny direct;

    MentionList(
            MentionStore mentions, MessageStore messages, MessageViews views, Rooms rooms, DirectDetailsIfAny direct) {
        this.mentions = mentions;
        this.messages = messages;
        this.views = views;
        this.rooms = rooms;
        this.direct = direct;
    }

    /** @param next where the next page goes on, null if this is the last; a page may be short, or empty, and not the last */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<Entry> mentions, @Nullable String next) {}

    record Entry(RoomRef room, MessageView message) {}

    @Transactional(readOnly = true) // so that it waits for a connection once
    public Page page(AccountId account, @Nullable String cursor, int limit) {
        var before = cursor == null ? NEWEST : place(cursor);
        var found = new ArrayList<Entry>();
        for (int look = 0; look < LOOKS; look++) {
            var places = places(account, before, limit + 1 - found.size());
            if (places.isEmpty()) {
                return new Page(found, null);
            }
            before = places.get(places.size() - 1);
            for (var entry : entries(account, places)) {
                if (found.size() == limit) {
                    return new Page(found, text(last(found)));
                }
                found.add(entry);
            }
        }
        return new Page(found, text(before));
    }

    private List<Place> places(AccountId account, Place before, int limit) {
        return Stream.concat(
                        mentions.named(account, before, limit).stream(),
                        mentions.calls(account, before, limit).stream())
                .distinct()
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
    }

    private List<Entry> entries(AccountId account, List<Place> places) {
        var found = messages.byId(places.stream().map(Place::message).toList());
        var stored = places.stream()
                .map(place -> found.get(place.message()))
                .filter(Objects::nonNull)
                .toList();
        var readable =
                rooms.readable(account, stored.stream().map(StoredMessage::room).collect(toSet()));
        var asked = asked(account, readable);
        var shown = stored.stream()
                .filter(message -> readable.containsKey(message.room()) && !asked.contains(message.room()))
                .toList();
        var all = views.of(shown);
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < shown.size(); i++) {
            entries.add(
                    new Entry(Objects.requireNonNull(readable.get(shown.get(i).room())), all.get(i)));
        }
        return entries;
    }

    /** The direct rooms among these in which the account has not accepted to talk. */
    private Set<RoomId> asked(AccountId account, Map<RoomId, RoomRef> readable) {
        var rooms = readable.entrySet().stream()
                .filter(room -> room.getValue().kind() == RoomKind.DIRECT)
                .map(Map.Entry::getKey)
                .toList();
        return direct.requests(rooms).entrySet().stream()
                .filter(room -> room.getValue().containsKey(account))
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    private static Place last(List<Entry> entries) {
        var message = entries.get(entries.size() - 1).message();
        return new Place(message.createdAt(), message.id());
    }

    private static String text(Place place) {
        return place.saidAt().toEpochMilli() + "-" + place.message();
    }

    private static Place place(String cursor) {
        try {
            var parts = cursor.split("-", 2);
            var time = Instant.ofEpochMilli(Long.parseLong(parts[0]));
            if (parts.length == 2 && !time.isAfter(NEWEST.saidAt()) && !time.isBefore(Instant.EPOCH)) {
                return new Place(time, Long.parseLong(parts[1]));
            }
        } catch (NumberFormatException none) {
            // As below.
        }
        throw ErrorCode.INVALID.because("This is no place in the list of mentions.");
    }
}
