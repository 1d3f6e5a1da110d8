package io.confab.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.confab.shared.Rate;
import io.confab.webhook.Attempt.Error;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class SignedPostTests {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Receiver receiver = new Receiver();
    private final SignedPost post = posting(List.of("127.0.0.0/8"));

    private static SignedPost posting(List<String> allowed) {
        return new SignedPost(
                settings(allowed),
                new CheckedNames(new PublicAddresses(allowed), InetAddress::getAllByName),
                Clock.systemUTC());
    }

    static WebhookSettings settings(List<String> allowed) {
        return new WebhookSettings(
                10,
                20,
                allowed,
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                DataSize.ofKilobytes(16),
                3,
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                4,
                2,
                Duration.ofHours(1),
                Duration.ofHours(1),
                Rate.valueOf("10/1m"),
                Rate.valueOf("10/1m"),
                25,
                Rate.valueOf("10/10s"));
    }

    @AfterEach
    void close() throws Exception {
        post.close();
        receiver.close();
    }

    private Attempt to(String url) {
        return post.to(URI.create(url), SECRET, "msg_1", "{}");
    }

    @Test
    void isSignedForTheMomentAtWhichItIsSent() {
        var attempt = to(receiver.url());
        assertThat(attempt).returns(204, Attempt::status).returns(true, Attempt::succeeded);
        var received = receiver.received().get(0);
        assertThat(received).returns("msg_1", Receiver.Received::id).returns("{}", Receiver.Received::body);
        long timestamp = Long.parseLong(received.timestamp());
        assertThat(timestamp).isCloseTo(System.currentTimeMillis() / 1000, org.assertj.core.data.Offset.offset(5L));
        assertThat(received.signature()).isEqualTo(Signature.of(SECRET, "msg_1", timestamp, "{}"));
    }

    @Test
    void aRedirectIsNotFollowedWhereverItLeads() {
        try (var inside = new Receiver()) {
            receiver.behave((next, reply) -> {
                reply.exchange().getResponseHeaders().set("Location", inside.url());
                reply.with(307, "");
            });
            assertThat(to(receiver.url())).returns(307, Attempt::status).returns(Error.REDIRECT, Attempt::error);
            assertThat(inside.received()).isEmpty();
        }
    }

    @Test
    void anAddressThatIsNotPublicIsNotConnectedToWhateverItsName() throws Exception {
        var careful = posting(List.of());
        for (var host :
                List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254")) {
            var attempt = careful.to(URI.create("http://" + host + ":" + receiver.port() + "/"), SECRET, "msg_1", "{}");
            assertThat(attempt.error()).as(host).isEqualTo(Error.ADDRESS_REFUSED);
            assertThat(attempt.reached()).isFalse();
        }
        assertThat(receiver.received()).isEmpty();
        careful.close();
    }

    /** A name that is somebody's, who lets it mean another address each time it is asked for; the last one stays. */
    private static CheckedNames rebound(List<String> allowed, String... addresses) {
        var asked = new AtomicInteger();
        return new CheckedNames(
                new PublicAddresses(allowed),
                host -> InetAddress.getAllByName(addresses[Math.min(asked.getAndIncrement(), addresses.length - 1)]));
    }

    @Test
    void aNameThatWasPublicWhenItWasGivenAndMeansThisHostLaterIsNoWayIn() throws Exception {
        var names = rebound(List.of(), "8.8.8.8", "127.0.0.1");
        var url = URI.create("http://rebound.example:" + receiver.port() + "/");
        assertThatNoException().isThrownBy(() -> HookUrl.of(url.toString()).requirePublic(names));
        var careful = new SignedPost(settings(List.of()), names, Clock.systemUTC());
        assertThat(careful.to(url, SECRET, "msg_1", "{}"))
                .returns(Error.ADDRESS_REFUSED, Attempt::error)
                .returns(false, Attempt::reached);
        careful.close();
        assertThat(receiver.received()).isEmpty();
    }

    /** Nobody asks between the check and the connection: there the second answer would count. */
    @Test
    void theAddressThatWasCheckedIsTheOneThatIsConnectedTo() throws Exception {
        var allowed = List.of("127.0.0.1");
        var names = rebound(allowed, "127.0.0.1", "127.0.0.2");
        var url = URI.create("http://rebound.example:" + receiver.port() + "/");
        receiver.behave((next, reply) -> {
            reply.exchange().getResponseHeaders().set("Connection", "close");
            reply.with(204, "");
        });
        var careful = new SignedPost(settings(allowed), names, Clock.systemUTC());
        assertThat(careful.to(url, SECRET, "msg_1", "{}")).returns(204, Attempt::status);
        assertThat(careful.to(url, SECRET, "msg_2", "{}")).returns(Error.ADDRESS_REFUSED, Attempt::error);
        careful.close();
        assertThat(receiver.received()).extracting(Receiver.Received::id).containsExactly("msg_1");
    }

    @Test
    void whoSaysNothingIsGivenUpAndSoIsWhoSaysItTooSlowly() {
        receiver.hang();
        assertThat(to(receiver.url()))
                .returns(Error.TIMEOUT, Attempt::error)
                .satisfies(attempt -> assertThat(attempt.took()).isLessThan(Duration.ofSeconds(8)));
        receiver.behave((next, reply) -> {
            reply.exchange().sendResponseHeaders(200, 0);
            for (int i = 0; i < 1000; i++) {
                reply.exchange().getResponseBody().write('x');
                reply.exchange().getResponseBody().flush();
                Thread.sleep(20);
            }
        });
        assertThat(to(receiver.url()))
                .returns(Error.TIMEOUT, Attempt::error)
                .satisfies(attempt -> assertThat(attempt.took()).isLessThan(Duration.ofSeconds(8)));
    }

    @Test
    void ofALongAnswerOnlyTheBeginningIsRead() {
        receiver.behave((next, reply) -> reply.with(200, "y".repeat(5_000_000)));
        var attempt = to(receiver.url());
        assertThat(attempt.succeeded()).isTrue();
        assertThat(attempt.answer()).hasSize(16 * 1024);
        receiver.answerWith(204);
        assertThat(to(receiver.url()).succeeded()).isTrue();
    }

    @Test
    void whatWentWrongHasAName() throws Exception {
        receiver.behave((next, reply) -> {
            reply.exchange().getResponseHeaders().set("Retry-After", "7");
            reply.with(503, "down");
        });
        assertThat(to(receiver.url()))
                .returns(503, Attempt::status)
                .returns(Error.STATUS, Attempt::error)
                .returns("down", Attempt::answer)
                .returns(Duration.ofSeconds(7), Attempt::retryAfter);
        assertThat(to("http://no-such-host.invalid/").error()).isEqualTo(Error.UNKNOWN_HOST);
        try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var greeting = new Thread(() -> {
                try (var socket = plain.accept()) {
                    socket.getOutputStream().write("220 no TLS here\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().readAllBytes();
                } catch (IOException gone) {
                    // So it is.
                }
            });
            greeting.start();
            assertThat(to("https://127.0.0.1:" + plain.getLocalPort() + "/").error())
                    .isEqualTo(Error.TLS);
            greeting.join();
        }
        int port = receiver.port();
        receiver.close();
        assertThat(to("http://127.0.0.1:" + port + "/").error()).isEqualTo(Error.CONNECTION);
    }
}
