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

/** Spring's own relay to a STOMP broker with its defaults: one connection to the broker for each client. */
@ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class})
@EnableWebSocketMessageBroker
class StockRelayPeer implements WebSocketMessageBrokerConfigurer {

    private static final String LOGIN = "guest";

    private final int broker;

    StockRelayPeer(@Value("${broker}") int broker) {
        this.broker = broker;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(StockRelayPeer.class, arguments);
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
        registry.setApplicationDestinationPrefixes("/app")
                .enableStompBrokerRelay("/topic")
                .setRelayHost("127.0.0.1")
                .setRelayPort(broker)
                .setVirtualHost("/")
                .setClientLogin(LOGIN)
                .setClientPasscode(LOGIN)
                .setSystemLogin(LOGIN)
                .setSystemPasscode(LOGIN);
    }
}
