package io.confab.stomp;

import java.util.List;

import io.confab.shared.Origins;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.security.messaging.web.socket.server.CsrfTokenHandshakeInterceptor;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** The endpoints {@code /ws} and {@code /sockjs}, and the channels behind them. */
@Configuration(proxyBeanMethods = false)
class StompEndpoints implements WebSocketMessageBrokerConfigurer {

    private static final String SOCKJS_CLIENT = "/webjars/sockjs-client/sockjs.min.js";

    private static final int TEXT_PART = 1024;
    private static final int BINARY_PART = 128;
    private static final String SOCKET_BUFFER = "1024";

    private final Gate gate;
    private final FatalErrors errors;
    private final StompLimits limits;
    private final String[] allowedOrigins;

    StompEndpoints(Gate gate, FatalErrors errors, StompLimits limits, Origins origins) {
        this.gate = gate;
        this.errors = errors;
        this.limits = limits;
        this.allowedOrigins = origins.allowedOrigins().toArray(String[]::new);
    }

    /** Messages arrive in parts, so a connection need not keep a buffer for a whole one; binary ones are not spoken. */
    @Bean
    static ServletServerContainerFactoryBean webSocketBuffers() {
        var container = new ServletServerContainerFactoryBean();
        container.setMaxTextMessageBufferSize(TEXT_PART);
        container.setMaxBinaryMessageBufferSize(BINARY_PART);
        return container;
    }

    /** Of both, each connection has one for as long as it is open: 8 KiB unless told. */
    @Bean
    static TomcatConnectorCustomizer socketBuffers() {
        return connector -> {
            connector.setProperty("socket.appReadBufSize", SOCKET_BUFFER);
            connector.setProperty("socket.appWriteBufSize", SOCKET_BUFFER);
        };
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        registry.setErrorHandler(errors);
        registry.addEndpoint("/ws")
                .setHandshakeHandler(new Uncompressed())
                .addInterceptors(new CsrfTokenHandshakeInterceptor())
                .setAllowedOrigins(allowedOrigins);
        registry.addEndpoint("/sockjs")
                .setHandshakeHandler(new Uncompressed())
                .addInterceptors(new CsrfTokenHandshakeInterceptor())
                .setAllowedOrigins(allowedOrigins)
                .withSockJS()
                .setClientLibraryUrl(SOCKJS_CLIENT)
                .setSessionCookieNeeded(false);
    }

    /**
     * A frame is handled on the thread of its socket: a client's frames keep their order, an exception reaches whoever
     * has to answer it, and a client that sends faster than it is served feels it. Controllers hand long work on.
     */
    @Override
    public void configureClientInboundChannel(ChannelRegistration registration) {
        registration.executor(new SyncTaskExecutor()).interceptors(gate);
    }

    /** What goes out is only put into a queue, which does not block. */
    @Override
    public void configureClientOutboundChannel(ChannelRegistration registration) {
        registration.executor(new SyncTaskExecutor());
    }

    @Override
    public void configureWebSocketTransport(WebSocketTransportRegistration transport) {
        transport.setMessageSizeLimit((int) limits.frame().toBytes());
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.setApplicationDestinationPrefixes("/app");
    }

    /** Without permessage-deflate, which compresses the same frame once for each receiver and keeps state for each. */
    private static final class Uncompressed extends DefaultHandshakeHandler {

        Uncompressed() {
            super(new LeanUpgrade());
        }

        @Override
        protected List<WebSocketExtension> filterRequestedExtensions(
                ServerHttpRequest request, List<WebSocketExtension> requested, List<WebSocketExtension> supported) {
            return List.of();
        }
    }
}
