package io.confab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes over the wire, by example: one file for each event and each answer. The tests here write them from Java and
 * compare, the client's tests parse the same files. After a change of the contract that is meant, run these tests with
 * {@code -Dconfab.contract.write=true} and read the difference.
 */
public final class Contract {

    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final Path FILES = Path.of("src/test/resources/contract");
    private static final boolean WRITE = Boolean.getBoolean("confab.contract.write");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Contract() {}

    /** The example of this name is what this object looks like on the wire. */
    public static void assertExample(String name, Object body) {
        var file = FILES.resolve(name + ".json");
        try {
            if (WRITE) {
                Files.createDirectories(FILES);
                Files.writeString(file, JSON.writeValueAsString(body) + "\n");
            }
            assertThat(JSON.readTree(JSON.writeValueAsString(body))).isEqualTo(JSON.readTree(Files.readString(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
