package io.confab.webhook;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;

import io.confab.webhook.Attempt.Error;
import io.confab.webhook.CheckedNames.RefusedAddress;
import jakarta.annotation.PreDestroy;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Posts something to a URL that somebody gave us, signed: to public addresses only, in bounded time, and reading no more of the
 * answer than a bounded part. It follows no redirect, uses no proxy, and keeps no cookie. Thread-safe.
 */
@Component
class SignedPost {

    private static final int REDIRECTS = 3;
    private static final int SUCCESSES = 2;
    private static final int HUNDRED = 100;
    private static final Timeout REUSED = Timeout.ofMinutes(1);

    private final WebhookSettings settings;
    private final Clock clock;
    private final CloseableHttpClient http;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "webhook-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    SignedPost(WebhookSettings settings, CheckedNames names, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.http = client(settings, names);
    }

    private static CloseableHttpClient client(WebhookSettings settings, CheckedNames names) {
        var timeout = Timeout.of(settings.timeout());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnPerRoute(settings.threads() * settings.parallel())
                .setMaxConnTotal(settings.threads() * settings.parallel() * 2)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .setSocketTimeout(timeout)
                        .setTimeToLive(REUSED)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setRoutePlanner(new DefaultRoutePlanner(null))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .build())
                .setUserAgent("Confab")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** @param id the same for each attempt to tell the same */
    Attempt to(URI url, String secret, String id, String body) {
        var begin = clock.instant();
        long timestamp = begin.getEpochSecond();
        var post = new HttpPost(url);
        post.setHeader(Signature.ID, id);
        post.setHeader(Signature.TIMESTAMP, Long.toString(timestamp));
        post.setHeader(Signature.SIGNATURE, Signature.of(secret, id, timestamp, body));
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        var late = new AtomicBoolean();
        var deadline = deadlines.schedule(
                () -> {
                    late.set(true);
                    post.abort();
                },
                settings.timeout().toMillis(),
                TimeUnit.MILLISECONDS);
        long started = System.nanoTime();
        ClassicHttpResponse response = null;
        try {
            response = http.executeOpen(null, post, null);
            var answer = beginning(response, post);
            return answered(response, answer, since(started));
        } catch (Exception failure) {
            return new Attempt(null, late.get() ? Error.TIMEOUT : error(failure), "", since(started), null);
        } finally {
            deadline.cancel(false);
            close(response);
        }
    }

    /** What was not read to its end, or was too late, is closed in the middle, and complains. */
    private static void close(@Nullable ClassicHttpResponse response) {
        try {
            if (response != null) {
                response.close();
            }
        } catch (IOException inTheMiddle) {
            // What is to be known of it is known.
        }
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** What is longer is not read to its end, and the connection is not used again. */
    private String beginning(ClassicHttpResponse response, HttpPost post) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        int most = (int) settings.response().toBytes();
        var content = entity.getContent();
        var bytes = content.readNBytes(most);
        if (bytes.length == most && content.read() >= 0) {
            post.abort();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Attempt answered(ClassicHttpResponse response, String answer, Duration took) {
        int status = response.getCode();
        var error = switch (status / HUNDRED) {
            case SUCCESSES -> null;
            case REDIRECTS -> Error.REDIRECT;
            default -> Error.STATUS;
        };
        return new Attempt(status, error, answer, took, retryAfter(response));
    }

    private static @Nullable Duration retryAfter(ClassicHttpResponse response) {
        var header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        var text = header == null || header.getValue() == null
                ? ""
                : header.getValue().strip();
        return text.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(text)) : null;
    }

    private static Error error(Exception failure) {
        if (failure instanceof RefusedAddress) {
            return Error.ADDRESS_REFUSED;
        }
        if (failure instanceof UnknownHostException) {
            return Error.UNKNOWN_HOST;
        }
        if (failure instanceof SocketTimeoutException || failure instanceof ConnectTimeoutException) {
            return Error.TIMEOUT;
        }
        return failure instanceof SSLException ? Error.TLS : Error.CONNECTION;
    }

    @PreDestroy
    void close() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }
}
