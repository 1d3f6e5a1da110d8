package io.confab.stomp;

import java.time.Duration;
import javax.net.ssl.SSLException;

import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.messaging.simp.stomp.ReactorNettyTcpStompClient;
import org.springframework.messaging.simp.stomp.StompReactorNettyCodec;
import org.springframework.messaging.tcp.reactor.ReactorNettyTcpClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import reactor.netty.tcp.TcpClient;

/** Makes Spring's STOMP client for the broker that is configured. */
@Component
class RelayClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A broker that accepts a connection and then says nothing. Once it has said CONNECTED its heart-beat counts. */
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final RelaySettings settings;
    private final TaskScheduler scheduler;
    private final ObjectProvider<SslBundles> bundles;

    RelayClient(
            RelaySettings settings,
            @Qualifier("messageBrokerTaskScheduler") TaskScheduler scheduler,
            ObjectProvider<SslBundles> bundles) {
        this.settings = settings;
        this.scheduler = scheduler;
        this.bundles = bundles;
    }

    ReactorNettyTcpStompClient create() {
        var client = new ReactorNettyTcpStompClient(
                new ReactorNettyTcpClient<>(this::configure, new StompReactorNettyCodec()));
        client.setTaskScheduler(scheduler);
        return client;
    }

    private TcpClient configure(TcpClient tcp) {
        var configured = tcp.host(settings.host())
                .port(settings.port())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis())
                .option(ChannelOption.SO_KEEPALIVE, true)
                .doOnConnected(connection -> connection.onReadIdle(ANSWER.toMillis(), connection::dispose));
        if (!settings.tls()) {
            return configured;
        }
        var context = context();
        return configured.secure(spec -> spec.sslContext(context).handlerConfigurator(handler -> {
            // Whoever shows a valid certificate for another name is not the broker.
            var parameters = handler.engine().getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            handler.engine().setSSLParameters(parameters);
        }));
    }

    private SslContext context() {
        var bundle = settings.sslBundle();
        try {
            return bundle == null
                    ? SslContextBuilder.forClient().build()
                    : new JdkSslContext(
                            bundles.getObject().getBundle(bundle).createSslContext(), true, ClientAuth.NONE);
        } catch (SSLException failure) {
            throw new IllegalStateException("TLS to the broker is not possible", failure);
        }
    }
}
