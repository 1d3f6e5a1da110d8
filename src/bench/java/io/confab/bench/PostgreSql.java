package io.confab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** PostgreSQL as it is by default: what it confirms is on the disk. */
final class PostgreSql implements Database {

    private final EmbeddedPostgres server;
    private final ProcessHandle postmaster;
    private final String version;

    PostgreSql(Path parent) {
        var folder = parent.resolve("postgresql").toAbsolutePath();
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    // The tests' way is to confirm first and write later.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
            long pid = Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0));
            postmaster = ProcessHandle.of(pid).orElseThrow();
            version = Database.version(server.getJdbcUrl("postgres", "postgres"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String name() {
        return "PostgreSQL " + version;
    }

    @Override
    public List<String> settings() {
        return List.of("--spring.datasource.url=" + url(), "--spring.datasource.username=" + user());
    }

    @Override
    public boolean runsBeside() {
        return true;
    }

    @Override
    public long cpuMicros() {
        return Usage.cpuMicros(postmaster);
    }

    @Override
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
