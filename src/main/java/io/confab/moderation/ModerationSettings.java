package io.confab.moderation;

import java.time.Duration;

import io.confab.setting.Setting;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What administrators can choose here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PurgeSettings.class)
class ModerationSettings {

    @Bean
    Setting<Duration> purgeUndo(PurgeSettings configured) {
        return new Setting<>("confab.moderation.undo", Duration.class, configured.undo());
    }
}
