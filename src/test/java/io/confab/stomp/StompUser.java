package io.confab.stomp;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A STOMP client for tests, on the JDK's WebSocket: it sends exactly the bytes that it is told to, and can stop reading.
 * It shares no code with the server.
 */
public final class StompUser implements AutoCloseable {

    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration LONG_PATIENCE = PATIENCE.multipliedBy(6);

    private static final int LAST = 5;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** A frame as it came. */
    public record Frame(String command, Map<String, String> headers, String body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public @Nullable String header(String name) {
            return headers.get(name);
        }
    }

    /** What one subscription receives, in order. */
    public final class Inbox {

        private final String id;
        private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();

        private Inbox(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }

        /** The next event, for which this waits. */
        public JsonNode next() {
            return poll(frames, "a message of " + id).json();
        }

        /** The next event of this type; others before it are passed over. */
        public JsonNode next(String type) {
            return next(event -> type.equals(event.path("type").asString("")));
        }

        /** The next event that is wanted; not for ever, however many others come. */
        public JsonNode next(Predicate<JsonNode> wanted) {
            long end = System.nanoTime() + LONG_PATIENCE.toNanos();
            var event = next();
            while (!wanted.test(event)) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("None of the messages of " + id + " was the one, the last: " + event);
                }
                event = next();
            }
            return event;
        }

        /** What is here now, without waiting. */
        public List<JsonNode> drain() {
            var here = new java.util.ArrayList<Frame>();
            frames.drainTo(here);
            return here.stream().map(Frame::json).toList();
        }

        public boolean isEmpty() {
            return frames.isEmpty();
        }

        public void unsubscribe() {
            raw("UNSUBSCRIBE\nid:" + id + "\n\n\0");
        }
    }

    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> receipts = new ConcurrentHashMap<>();
    private final BlockingQueue<Frame> others = new LinkedBlockingQueue<>();
    private final List<Frame> all = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private @Nullable Inbox errors;
    private volatile boolean reading = true;

    private StompUser(URI uri, Map<String, String> handshakeHeaders) {
        var builder = HTTP.newWebSocketBuilder();
        handshakeHeaders.forEach(builder::header);
        socket = builder.subprotocols("v12.stomp").buildAsync(uri, new Reader()).join();
    }

    /** Opens the socket and no more. */
    public static StompUser open(int port) {
        return new StompUser(URI.create("ws://127.0.0.1:" + port + "/ws"), Map.of());
    }

    public static StompUser open(int port, Map<String, String> handshakeHeaders) {
        return new StompUser(URI.create("ws://127.0.0.1:" + port + "/ws"), handshakeHeaders);
    }

    /** Connects with a bearer token and listens for errors. */
    public static StompUser connect(int port, String token) {
        var user = open(port);
        user.connect(Map.of("Authorization", "Bearer " + token));
        user.listenForErrors();
        return user;
    }

    public Frame connect(Map<String, String> headers) {
        var all = new LinkedHashMap<String, String>();
        all.put("accept-version", "1.2");
        all.put("host", "confab");
        all.put("heart-beat", "0,0");
        all.putAll(headers);
        raw(frame("CONNECT", all, ""));
        return poll(others, "CONNECTED or ERROR");
    }

    public void listenForErrors() {
        errors = subscribe("/user/queue/errors");
    }

    /** Subscribes and returns once the subscription is live. */
    public Inbox subscribe(String destination) {
        var inbox = subscribeUnanswered(destination);
        await(receipts.get("r-" + inbox.id()), "the receipt for " + destination);
        return inbox;
    }

    /** Subscribes without waiting for an answer. */
    public Inbox subscribeUnanswered(String destination) {
        var inbox = new Inbox("sub-" + ids.getAndIncrement());
        inboxes.put(inbox.id(), inbox);
        receipts.put("r-" + inbox.id(), new CompletableFuture<>());
        raw(frame("SUBSCRIBE", Map.of("id", inbox.id(), "destination", destination, "receipt", "r-" + inbox.id()), ""));
        return inbox;
    }

    /** Asks a destination that answers once. */
    public JsonNode ask(String destination) {
        return subscribeUnanswered(destination).next();
    }

    /** Sends and returns once the receipt is here. */
    public void send(String destination, Object body) {
        await(sendUnanswered(destination, body), "the receipt for " + destination);
    }

    /** Sends; the result completes with the receipt. */
    public CompletableFuture<Void> sendUnanswered(String destination, Object body) {
        var id = "r-" + ids.getAndIncrement();
        var receipt = new CompletableFuture<Void>();
        receipts.put(id, receipt);
        var text = body instanceof String string ? string : JSON.writeValueAsString(body);
        raw(frame("SEND", Map.of("destination", destination, "receipt", id, "content-type", "application/json"), text));
        return receipt;
    }

    /** The next refusal. */
    public JsonNode nextError() {
        if (errors == null) {
            throw new IllegalStateException("Nobody listens for errors");
        }
        return errors.next();
    }

    public @Nullable Inbox errors() {
        return errors;
    }

    /** The next frame that belongs to no subscription and no receipt. */
    public Frame nextFrame() {
        return poll(others, "a frame");
    }

    /** Every frame that ever came. */
    public List<Frame> received() {
        return all;
    }

    public void raw(String text) {
        socket.sendText(text, true)
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Reads nothing more, as a client does whose machine hangs; what it had asked for already may still come. */
    public void stopReading() {
        reading = false;
    }

    public void readOn() {
        reading = true;
        socket.request(1);
    }

    /** The code with which the connection ended, for which this waits. */
    public int closeCode() {
        return await(closed, "the end of the connection");
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    /** Closes with a code. */
    public void close(int code) {
        socket.sendClose(code, "").join();
    }

    /** Vanishes without a good-bye. */
    public void vanish() {
        socket.abort();
    }

    @Override
    public void close() {
        if (!socket.isOutputClosed()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> socket);
        }
        socket.abort();
    }

    static String frame(String command, Map<String, String> headers, String body) {
        return headers.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                        .collect(Collectors.joining("", command + "\n", "\n"))
                + body
                + "\0";
    }

    private <T> T await(@Nullable CompletableFuture<T> future, String what) {
        if (future == null) {
            throw new IllegalStateException("Nobody waits for " + what);
        }
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError(inVain(what), late);
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError("Failed while waiting for " + what, failure);
        }
    }

    private Frame poll(BlockingQueue<Frame> queue, String what) {
        try {
            var frame = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (frame == null) {
                throw new AssertionError(inVain(what));
            }
            return frame;
        } catch (InterruptedException interrupted) {
            throw new AssertionError("Interrupted while waiting for " + what, interrupted);
        }
    }

    /** With what came instead, which may say why. */
    private String inVain(String what) {
        var last = all.subList(Math.max(0, all.size() - LAST), all.size());
        return "Waited in vain for " + what + "; closed: " + closed.getNow(null) + "; the last that came: " + last;
    }

    private void receive(Frame frame) {
        all.add(frame);
        var receipt = frame.headers().get("receipt-id");
        var subscription = frame.headers().get("subscription");
        if (frame.command().equals("RECEIPT") && receipt != null && receipts.containsKey(receipt)) {
            receipts.get(receipt).complete(null);
        } else if (frame.command().equals("MESSAGE") && subscription != null && inboxes.containsKey(subscription)) {
            inboxes.get(subscription).frames.add(frame);
        } else {
            others.add(frame);
        }
    }

    private final class Reader implements WebSocket.Listener {

        private final StringBuilder buffer = new StringBuilder();

        @Override
        public void onOpen(WebSocket socket) {
            socket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            // As a String it is copied at once; a CharSequence char by char, which takes seconds until it is compiled.
            buffer.append(data.toString());
            int end;
            while ((end = buffer.indexOf("\0")) >= 0) {
                receive(parse(buffer.substring(0, end)));
                buffer.delete(0, end + 1);
            }
            if (reading) {
                socket.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            closed.complete(1006);
        }

        private Frame parse(String text) {
            var frame = text.stripLeading();
            int split = frame.indexOf("\n\n");
            var lines = frame.substring(0, split).lines().toList();
            var headers = new LinkedHashMap<String, String>();
            for (var line : lines.subList(1, lines.size())) {
                int colon = line.indexOf(':');
                headers.putIfAbsent(line.substring(0, colon), line.substring(colon + 1));
            }
            return new Frame(lines.get(0), headers, frame.substring(split + 2));
        }
    }
}
