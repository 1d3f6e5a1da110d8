package io.confab.stomp;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

import org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer;
import org.jspecify.annotations.Nullable;

/**
 * Tells that a write is done on the thread that wrote, which is what the writers need: for each of the writes that Tomcat
 * does at once, and nearly all of them are, it would wake another thread.
 */
final class Completions {

    /*
     * Tomcat (11, WsRemoteEndpointImplServer.clearHandler) hands every result of an asynchronous send to the connector's
     * executor, because a handler that sends again would nest ever deeper. Ours does not send, and here it runs when the
     * sending has returned. The task's class is private, so it is known by the class that it belongs to; where a later
     * Tomcat calls it otherwise, the executor gets all as before. A test notices.
     */
    private static final ThreadLocal<@Nullable Queue<Runnable>> DONE = new ThreadLocal<>();

    private Completions() {}

    /** Does a write, and then what is to be done when it is complete. */
    static void after(Runnable write) {
        var done = new ArrayDeque<Runnable>(1);
        DONE.set(done);
        try {
            write.run();
        } finally {
            DONE.remove();
        }
        done.forEach(Runnable::run);
    }

    /** The connector's executor, for all but the results of the writes of this thread. */
    static Executor otherwise(Executor connectors) {
        return task -> {
            var done = DONE.get();
            if (done != null && task.getClass().getEnclosingClass() == WsRemoteEndpointImplServer.class) {
                done.add(task);
            } else {
                connectors.execute(task);
            }
        };
    }
}
