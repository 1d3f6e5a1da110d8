package io.confab.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What whoever starts the benchmark may choose, by system properties. */
final class Settings {

    private static final int SECONDS = Integer.parseInt(property("confab.benchmark.seconds", "20"));

    private Settings() {}

    /** How long a rate is measured. */
    static Duration measured() {
        return Duration.ofSeconds(SECONDS);
    }

    /**
     * C2 takes half of the CPU at first: what a JVM does is measured when it has compiled what it needs. Where the load
     * leaves it little, that takes Confab two and a half minutes.
     */
    static Duration warmUpOfJvm() {
        return measured().multipliedBy(8);
    }

    /** For a JVM that has compiled most of it already, or that has little to compile. */
    static Duration shortWarmUpOfJvm() {
        return measured().multipliedBy(3);
    }

    static Duration warmUpOfErlang() {
        return measured();
    }

    /** For the JVM of Confab alone: to profile it, or to try another collector. */
    static List<String> flags() {
        return List.of(property("confab.benchmark.flags", "").split(" ")).stream()
                .filter(flag -> !flag.isEmpty())
                .toList();
    }

    /** Another build, for a comparison. */
    static Path other() {
        return Path.of(property("confab.benchmark.other", "other.jar"));
    }

    private static String property(String name, String otherwise) {
        var value = System.getProperty(name, "");
        return value.isBlank() ? otherwise : value;
    }
}
