package io.confab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.activemq.artemis.utils.VersionLoader;
import org.apache.catalina.util.ServerInfo;
import org.springframework.boot.SpringBootVersion;
import org.springframework.core.SpringVersion;

/** On what it was measured. */
final class Machine {

    private static final long KILOBYTES_PER_GIGABYTE = 1024L * 1024;

    private Machine() {}

    static String description() {
        return "%d cores (%s), %d GB of memory, Linux %s, Java %s (%s), Spring Boot %s, Spring Framework %s, Tomcat %s, Artemis %s, RabbitMQ %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        line("/proc/cpuinfo", "model name").replaceAll(".*: *", ""),
                        Math.round((double) Long.parseLong(
                                        line("/proc/meminfo", "MemTotal").replaceAll("\\D", ""))
                                / KILOBYTES_PER_GIGABYTE),
                        System.getProperty("os.version").replaceAll("-.*", ""),
                        System.getProperty("java.version"),
                        System.getProperty("java.vendor"),
                        SpringBootVersion.getVersion(),
                        SpringVersion.getVersion(),
                        ServerInfo.getServerNumber(),
                        VersionLoader.getVersion().getFullVersion(),
                        Rabbit.version().isEmpty() ? "not installed" : Rabbit.version());
    }

    private static String line(String file, String beginning) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(beginning)).findFirst().orElse("0");
        } catch (IOException unreadable) {
            return "0";
        }
    }
}
