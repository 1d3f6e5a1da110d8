package io.confab.stomp;

import io.confab.stomp.OutboundTests.Reader;
import io.confab.stomp.StompTestApplication.TestSignIn;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.socket.WebSocketSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

class ConnectionRegistryTests {

    static final long ACCOUNT = 7;

    final Destination room = Destination.topic("rooms", "7");
    final Topics topics = new Topics(
            new StaticListableBeanFactory().getBeanProvider(NumberedStream.class),
            new StaticListableBeanFactory().getBeanProvider(StreamQueue.class));
    final Writers writers = new Writers(() -> 0, new SimpleMeterRegistry());
    final ConnectionRegistry connections = new ConnectionRegistry(
            topics,
            Binder.get(new MockEnvironment()).bindOrCreate("confab.limits", StompLimits.class),
            writers,
            event -> {},
            new SimpleMeterRegistry());

    @AfterEach
    void stop() {
        writers.destroy();
    }

    /** The client may take its time with the close frame: until then it must hear nothing more. */
    @Test
    void endsTheSubscriptionsOfWhoIsBannedBeforeTheConnectionIsGone() {
        var socket = mock(WebSocketSession.class);
        when(socket.getId()).thenReturn("1");
        var connection = new Connection(socket, new Outbound(new Reader(), writers, 1000), null, 0);
        connections.add(connection);
        connections.identify(connection, new TestSignIn(ACCOUNT, "7", false), Heartbeat.NONE);
        connection.subscriptions().put("log", topics.register("log", connection, room, ACCOUNT));
        assertThat(topics.find(room, ACCOUNT)).isNotNull();

        connections.closeAccount(ACCOUNT, CloseCode.BANNED);

        assertThat(topics.find(room, ACCOUNT)).isNull();
        assertThat(connections.find("1")).isSameAs(connection);
    }
}
