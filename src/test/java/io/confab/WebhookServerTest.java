package io.confab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.test.context.TestPropertySource;

/** A server of its own that may speak to programs on this machine. One for all classes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServerTest
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:webhooks;DB_CLOSE_DELAY=-1",
            "confab.webhooks.allowed-networks=127.0.0.0/8",
            "confab.webhooks.poll=200ms",
            "confab.webhooks.incoming=20/1h"
        })
@interface WebhookServerTest {}
