package io.confab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

import static org.assertj.core.api.Assertions.assertThat;

class ModularityTests {

    private static final ApplicationModules MODULES = ApplicationModules.of(ConfabApplication.class);

    @Test
    void modulesDependOnlyOnTheModulesThatTheyName() {
        MODULES.verify();
    }

    /** When this fails, the picture in docs/architecture.md has to become the one that the failure shows. */
    @Test
    void theArchitectureIsDrawnAsItIs() throws Exception {
        var document = Files.readString(Path.of("docs/architecture.md"));
        int begin = document.indexOf("graph TD");
        var drawn = document.substring(begin, document.indexOf("```", begin)).strip();
        assertThat(drawn)
                .isEqualTo(Stream.concat(
                                Stream.of("graph TD"),
                                MODULES.stream()
                                        .flatMap(ModularityTests::arrows)
                                        .sorted())
                        .reduce((a, b) -> a + "\n" + b)
                        .orElseThrow());
    }

    private static Stream<String> arrows(ApplicationModule module) {
        return module.getDirectDependencies(MODULES)
                .uniqueModules()
                .map(other -> "  " + module.getIdentifier() + " --> " + other.getIdentifier());
    }
}
