package io.confab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;

/** The whole server on a random port with a database in memory, and passwords that cost little. One for all classes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:server;DB_CLOSE_DELAY=-1",
            "management.server.port=0",
            "confab.accounts.password-strength=4",
            "confab.limits.enabled=false"
        })
@interface ServerTest {}
