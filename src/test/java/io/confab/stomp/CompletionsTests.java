package io.confab.stomp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

import jakarta.websocket.SendHandler;
import org.apache.tomcat.websocket.WsSession;
import org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CompletionsTests {

    final List<Runnable> handedOn = new ArrayList<>();
    final Executor executor = Completions.otherwise(handedOn::add);
    final List<String> happened = new ArrayList<>();

    @Test
    void aWriteThatIsDoneAtOnceIsCompletedOnItsThreadWhenItHasReturned() throws Exception {
        var result = tomcatsResult();
        Completions.begin();
        executor.execute(result);
        happened.add("written");
        Completions.end();
        assertThat(happened).containsExactly("written", "completed");
        assertThat(handedOn).isEmpty();
    }

    @Test
    void whatIsCompletedLaterAndWhateverElseGoesToTheConnectorsThreads() throws Exception {
        Runnable other = () -> happened.add("other");
        executor.execute(tomcatsResult());
        Completions.begin();
        executor.execute(other);
        Completions.end();
        executor.execute(tomcatsResult());
        assertThat(happened).isEmpty();
        assertThat(handedOn).hasSize(3).element(1).isSameAs(other);
    }

    /** What Tomcat makes of the result of a send that succeeded. */
    private Runnable tomcatsResult() throws Exception {
        var kind = Arrays.stream(WsRemoteEndpointImplServer.class.getDeclaredClasses())
                .filter(Runnable.class::isAssignableFrom)
                .findFirst()
                .orElseThrow();
        var constructor = kind.getDeclaredConstructor(WsSession.class, SendHandler.class, Throwable.class);
        constructor.setAccessible(true);
        SendHandler handler = sent -> happened.add("completed");
        return (Runnable) constructor.newInstance(null, handler, new IllegalStateException("any"));
    }
}
