package io.confab.webhook;

import io.confab.account.HookAccounts;
import io.confab.cluster.Node;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** The module under test, and what it needs of others. */
@TestConfiguration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = {"io.confab.webhook", "io.confab.presence"},
        excludeFilters =
                @Filter(
                        type = FilterType.ASSIGNABLE_TYPE,
                        classes = {BotCommands.class, BotCommandController.class}))
@Import({Node.class, HookAccounts.class})
class WebhookModule {

    @Bean
    JsonMapper json() {
        return JsonMapper.builder().build();
    }
}
