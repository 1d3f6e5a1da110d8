package io.confab.stomp;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

import io.confab.ArtemisBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.messaging.simp.stomp.ReactorNettyTcpStompClient;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Who the broker is, is known by its certificate: a trusted one, for the name that was asked for. */
class RelayTlsTests {

    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    static final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    static Path broker = Path.of("broker.p12");
    static Path other = Path.of("other.p12");

    @BeforeAll
    static void certificates() throws Exception {
        scheduler.initialize();
        broker = certificate(broker, "dns:localhost");
        other = certificate(other, "dns:elsewhere.example");
    }

    @AfterAll
    static void stop() {
        scheduler.shutdown();
    }

    /** A store with a key and a certificate that it signed itself. */
    private static Path certificate(Path name, String holder) throws IOException, InterruptedException {
        var store = folder.resolve(name);
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=a broker",
                        "-ext",
                        "SAN=" + holder,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor())
                .as(new String(keytool.getInputStream().readAllBytes()))
                .isZero();
        return store;
    }

    private static ReactorNettyTcpStompClient client(int port, Path trusted) {
        var bundles = new DefaultSslBundleRegistry(
                "broker",
                SslBundle.of(new JksSslStoreBundle(
                        null,
                        new JksSslStoreDetails("PKCS12", null, trusted.toUri().toString(), PASSWORD))));
        var settings = new RelaySettings(
                "localhost", port, "", "", "/", true, "broker", Duration.ofSeconds(2), DataSize.ofMegabytes(1));
        var beans = new StaticListableBeanFactory();
        beans.addBean("bundles", bundles);
        return new RelayClient(settings, scheduler, beans.getBeanProvider(SslBundles.class)).create();
    }

    private static void connect(Path shown, Path trusted) {
        try (var server = ArtemisBroker.withTls(shown, PASSWORD)) {
            server.start();
            var headers = new StompHeaders();
            headers.setHost("/");
            var client = client(server.port(), trusted);
            try {
                client.connectAsync(headers, new StompSessionHandlerAdapter() {})
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join()
                        .disconnect();
            } finally {
                client.shutdown();
            }
        }
    }

    @Test
    void speaksWithABrokerWhoseCertificateItTrusts() {
        connect(broker, broker);
    }

    @Test
    void speaksWithNobodyWhoseCertificateItDoesNotTrust() {
        assertRefused(broker, other);
    }

    @Test
    void speaksWithNobodyWhoseCertificateIsForAnotherName() {
        assertRefused(other, other);
    }

    private static void assertRefused(Path shown, Path trusted) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> connect(shown, trusted))
                .satisfies(failure -> assertThat(List.of(failure.getCause(), rootOf(failure)))
                        .anyMatch(SSLException.class::isInstance));
    }

    private static Throwable rootOf(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
