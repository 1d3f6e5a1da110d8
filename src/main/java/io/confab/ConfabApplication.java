package io.confab;

import io.confab.audit.AuditVerification;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Accounts are Confab's own: Spring Boot makes no user and prints no password. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class ConfabApplication {

    /**
     * The buffers that Tomcat gives to each WebSocket, three of 8 KiB unless told before its classes are loaded. Frames
     * of the log are longer than this at most, and are written past the buffer.
     */
    private static final String WEB_SOCKET_BUFFER = "org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE";

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(AuditVerification.COMMAND)) {
            System.exit(AuditVerification.run(System.out, args));
        }
        if (System.getProperty(WEB_SOCKET_BUFFER) == null) {
            System.setProperty(WEB_SOCKET_BUFFER, "1024");
        }
        SpareMemory.giveBack();
        SpringApplication.run(ConfabApplication.class, args);
    }
}
