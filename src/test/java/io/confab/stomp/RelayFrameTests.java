package io.confab.stomp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RelayFrameTests {

    final Destination room = Destination.topic("rooms", "7");

    @Test
    void carriesWhatIsToldUnchangedAndInItsOrder() {
        var told = List.of(
                Relayed.numbered(new NumberedEvent(room, 41, 42, Map.of()), "{\"body\":\"你好\\n😀 \\u0000\"}"),
                Relayed.ephemeral(Destination.topic("rooms", "7", "presence"), "{}"),
                Relayed.personal(List.of(3L, 5L), Destination.user("notices"), "{\"a\":1}\n"),
                Relayed.signal(new Signal("cursors", "7 3")));

        var heard = RelayFrame.decode(RelayFrame.encode(told));

        assertThat(heard)
                .map(RelayFrameTests::text)
                .isEqualTo(told.stream().map(RelayFrameTests::text).toList());
    }

    @Test
    void anEmptyFrameTellsNothing() {
        assertThat(RelayFrame.decode(RelayFrame.encode(List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NUMBERED /topic/rooms/7 - 1 2",
                "NUMBERED /topic/rooms/7 - 1 2 5\n{}\n",
                "NUMBERED /topic/rooms/7 - 1 2 -1\n\n",
                "NUMBERED /topic/rooms/* - 1 2 2\n{}\n",
                "NUMBERED /topic/rooms/7 - one 2 2\n{}\n",
                "SOMETHING /topic/rooms/7 - 1 2 2\n{}\n"
            })
    void refusesWhatIsNoSuchFrame(String frame) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RelayFrame.decode(frame.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void allOfOneRoomGoesTheSameWay() {
        var log = Relayed.ephemeral(room, "").shard(16);

        assertThat(Relayed.ephemeral(Destination.topic("rooms", "7", "presence"), "")
                        .shard(16))
                .isEqualTo(log);
    }

    @Test
    void roomsAndAccountsSpreadOverTheShards() {
        var rooms = LongStream.range(1, 65)
                .mapToObj(id -> Relayed.ephemeral(Destination.topic("rooms", Long.toString(id)), ""));
        var accounts =
                LongStream.range(1, 65).mapToObj(id -> Relayed.personal(List.of(id), Destination.user("notices"), ""));

        assertThat(rooms.map(relayed -> relayed.shard(16)).distinct().count()).isGreaterThan(11);
        assertThat(accounts.map(relayed -> relayed.shard(16)).distinct().count())
                .isGreaterThan(11);
        assertThat(IntStream.range(0, 1000)
                        .map(id -> Relayed.signal(new Signal("s", "" + id)).shard(16))
                        .distinct()
                        .count())
                .isOne();
    }

    private static String text(Relayed told) {
        return String.join(
                " ",
                told.kind().name(),
                told.destination().toString(),
                told.accounts().toString(),
                Long.toString(told.from()),
                Long.toString(told.rev()),
                told.json().get());
    }
}
