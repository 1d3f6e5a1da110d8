package io.confab.webhook;

import java.net.InetAddress;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {

    @Bean
    CheckedNames checkedNames(WebhookSettings settings) {
        return new CheckedNames(new PublicAddresses(settings.allowedNetworks()), InetAddress::getAllByName);
    }
}
