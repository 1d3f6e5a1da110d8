package io.confab.bench;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/**
 * What Spring has, with its defaults, no persistence and no accounts: its simple broker, or, where {@code broker} names a
 * port, its relay to a STOMP broker, with a connection to that for each client.
 */
@ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class})
@EnableWebSocketMessageBroker
class PeerApplication implements WebSocketMessageBrokerConfigurer {

    private static final String LOGIN = "guest";

    private static final int NONE = 0;

    private final int broker;

    PeerApplication(@Value("${broker:0}") int broker) {
        this.broker = broker;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(PeerApplication.class, arguments);
    }

    @Bean
    static SendingOn sendingOn() {
        return new SendingOn();
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        registry.addEndpoint("/ws");
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.setApplicationDestinationPrefixes("/app");
        if (broker == NONE) {
            registry.enableSimpleBroker("/topic");
            return;
        }
        registry.enableStompBrokerRelay("/topic")
                .setRelayHost("127.0.0.1")
                .setRelayPort(broker)
                .setVirtualHost("/")
                .setClientLogin(LOGIN)
                .setClientPasscode(LOGIN)
                .setSystemLogin(LOGIN)
                .setSystemPasscode(LOGIN);
    }
}
