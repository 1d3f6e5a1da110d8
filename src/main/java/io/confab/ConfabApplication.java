package io.confab;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class ConfabApplication {

    public static void main(String[] args) {
        SpringApplication.run(ConfabApplication.class, args);
    }
}
