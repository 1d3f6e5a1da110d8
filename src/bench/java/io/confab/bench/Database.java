package io.confab.bench;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Where Confab keeps what is said. */
interface Database extends AutoCloseable {

    String name();

    /** The arguments of a server that uses it. */
    List<String> settings();

    /** Whether it is a process of its own. */
    default boolean runsBeside() {
        return false;
    }

    default long cpuMicros() {
        return 0;
    }

    String url();

    String user();

    @Override
    default void close() {}

    /** The number alone. */
    static String version(String url) {
        try (var connection = DriverManager.getConnection(url)) {
            return connection.getMetaData().getDatabaseProductVersion().split(" ")[0];
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** H2 within the server, with the settings that Confab ships. */
    static Database h2(Path folder) {
        return new Database() {
            @Override
            public String name() {
                return "H2 " + version("jdbc:h2:mem:");
            }

            @Override
            public List<String> settings() {
                return List.of("--spring.datasource.url=" + url());
            }

            @Override
            public String url() {
                return "jdbc:h2:file:" + folder.resolve("confab").toAbsolutePath()
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
            }

            @Override
            public String user() {
                return "confab";
            }
        };
    }
}
