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
    private static final ThreadLocal<@Nullable Completions> OF_THREAD = new ThreadLocal<>();

    private final Queue<Runnable> done = new ArrayDeque<>();
    private boolean writing;

    private Completions() {}

    /** From here to {@link #end()}, which does not come after a write that threw, this thread writes. */
    static void begin() {
        var completions = OF_THREAD.get();
        if (completions == null) {
            completions = new Completions();
            OF_THREAD.set(completions);
        }
        completions.done.clear();
        completions.writing = true;
    }

    /** Has done what is to be done when a write is complete, if it is. */
    static void end() {
        var completions = OF_THREAD.get();
        if (completions != null) {
            completions.writing = false;
            completions.runAll();
        }
    }

    private void runAll() {
        for (var task = done.poll(); task != null; task = done.poll()) {
            task.run();
        }
    }

    /** The connector's executor, for all but the results of the writes of this thread. */
    static Executor otherwise(Executor connectors) {
        return task -> {
            var completions = OF_THREAD.get();
            if (completions != null
                    && completions.writing
                    && task.getClass().getEnclosingClass() == WsRemoteEndpointImplServer.class) {
                completions.done.add(task);
            } else {
                connectors.execute(task);
            }
        };
    }
}
