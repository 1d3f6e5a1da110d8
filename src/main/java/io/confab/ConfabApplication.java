package io.confab;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Accounts are Confab's own: Spring Boot makes no user and prints no password. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class ConfabApplication {

    public static void main(String[] args) {
        SpringApplication.run(ConfabApplication.class, args);
    }
}
