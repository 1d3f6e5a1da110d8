package io.confab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** All that was measured since the last time that everything was. A list is empty where nothing was. */
record Findings(
        List<FanOutRow> room,
        List<FanOutRow> rooms,
        List<PostsRow> posts,
        List<CrowdRow> crowd,
        List<HistoryRow> history,
        List<FeedRow> feed,
        List<PushRow> pushes,
        List<ScheduleRow> schedules) {

    /** What an earlier version left may know less. */
    Findings {
        room = known(room);
        rooms = known(rooms);
        posts = known(posts);
        crowd = known(crowd);
        history = known(history);
        feed = known(feed);
        pushes = known(pushes);
        schedules = known(schedules);
    }

    private static <T> List<T> known(@Nullable List<T> rows) {
        return rows == null ? List.of() : rows;
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Findings none() {
        return new Findings(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** What an earlier run left. */
    static Findings read(Path file) {
        return Files.exists(file) ? JSON.readValue(file, Findings.class) : none();
    }

    void write(Path file) {
        try {
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Findings withRoom(List<FanOutRow> measured) {
        return new Findings(measured, rooms, posts, crowd, history, feed, pushes, schedules);
    }

    Findings withRooms(List<FanOutRow> measured) {
        return new Findings(room, measured, posts, crowd, history, feed, pushes, schedules);
    }

    Findings withPosts(List<PostsRow> measured) {
        return new Findings(room, rooms, measured, crowd, history, feed, pushes, schedules);
    }

    Findings withCrowd(CrowdRow measured) {
        return new Findings(room, rooms, posts, List.of(measured), history, feed, pushes, schedules);
    }

    Findings withHistory(List<HistoryRow> measured) {
        return new Findings(room, rooms, posts, crowd, measured, feed, pushes, schedules);
    }

    Findings withFeed(FeedRow measured) {
        return new Findings(room, rooms, posts, crowd, history, List.of(measured), pushes, schedules);
    }

    Findings withPushes(List<PushRow> measured) {
        return new Findings(room, rooms, posts, crowd, history, feed, measured, schedules);
    }

    Findings withSchedules(ScheduleRow measured) {
        return new Findings(room, rooms, posts, crowd, history, feed, pushes, List.of(measured));
    }
}
