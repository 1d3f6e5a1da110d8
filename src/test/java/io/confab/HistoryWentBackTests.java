package io.confab;

import java.util.Map;

import io.confab.stomp.StompUser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A database took the place of another and has not all that this server had committed there. */
@ServerTest
class HistoryWentBackTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Test
    void clientsAreSentToLoadAnewAndHearWhatIsSaidInPlaceOfTheLostPart() {
        var ada = new People(port).register("ada");
        var room = ada.createRoom("went-back-" + ada.id(), "PUBLIC");
        long epoch;
        try (var reader = StompUser.connect(port, ada.token())) {
            var log = reader.subscribe("/topic/rooms/" + room);
            epoch = reader.ask("/app/sync").path("epoch").asLong();
            say(ada, room, "kept");
            say(ada, room, "lost");
            log.next("message.posted");
            log.next("message.posted");
            jdbc.sql("delete from message where room = ? and body = 'lost'")
                    .param(room)
                    .update();
            jdbc.sql("update room set head_rev = head_rev - 1, head_seq = head_seq - 1 where id = ?")
                    .param(room)
                    .update();

            Awaitility.await().until(reader::isClosed);
            assertThat(reader.closeCode()).isEqualTo(1012);
        }
        try (var again = StompUser.connect(port, ada.token())) {
            var log = again.subscribe("/topic/rooms/" + room);
            assertThat(again.ask("/app/sync").path("epoch").asLong()).isNotEqualTo(epoch);
            say(ada, room, "in-its-place");
            assertThat(log.next("message.posted").path("message").path("body").asString())
                    .isEqualTo("in-its-place");
        }
    }

    private static void say(People.Person person, long room, String body) {
        var path = "/api/rooms/" + room + "/messages";
        assertThat(person.post(path, Map.of("clientId", body, "body", body)).status())
                .isEqualTo(201);
    }
}
