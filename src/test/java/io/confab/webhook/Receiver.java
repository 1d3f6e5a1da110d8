package io.confab.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who is told things over HTTP, and takes it well or badly. */
public final class Receiver implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a receiver was sent. */
    public record Received(String path, String id, String timestamp, String signature, String body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String type() {
            return json().path("type").asString();
        }

        /** What the message in it says. */
        public String said() {
            return json().at("/data/message/body").asString();
        }
    }

    /** How a receiver answers. */
    public interface Manner {

        Manner WELL = (received, reply) -> reply.with(204, "");

        void answer(Received received, Reply reply) throws IOException, InterruptedException;
    }

    /** What a receiver says; whoever is told that it was taken finds that it was. */
    public record Reply(HttpExchange exchange, Runnable onTaken) {

        public void with(int status, String body) throws IOException {
            if (status / 100 == 2) {
                onTaken.run();
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().close();
        }
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Received> taken = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Manner manner = Manner.WELL;

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "receiver");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var next = new Received(
                exchange.getRequestURI().toString(),
                String.valueOf(headers.getFirst("webhook-id")),
                String.valueOf(headers.getFirst("webhook-timestamp")),
                String.valueOf(headers.getFirst("webhook-signature")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        received.add(next);
        try (exchange) {
            manner.answer(next, new Reply(exchange, () -> taken.add(next)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    public void behave(Manner next) {
        manner = next;
    }

    /** Answers with this status until it is told otherwise. */
    public void answerWith(int status) {
        behave((next, reply) -> reply.with(status, status / 100 == 2 ? "" : "no"));
    }

    /** Fails what is so, and takes the rest. */
    public void fail(Predicate<Received> which) {
        behave((next, reply) -> reply.with(which.test(next) ? 500 : 204, ""));
    }

    /** Says nothing at all. */
    public void hang() {
        behave((next, reply) -> closed.await());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    /** All that came, in its order. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** That of it which was taken well. */
    public List<Received> taken() {
        return List.copyOf(taken);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
