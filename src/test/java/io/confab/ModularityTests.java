package io.confab;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    private static final ApplicationModules MODULES = ApplicationModules.of(ConfabApplication.class);

    @Test
    void modulesDependOnlyOnTheModulesThatTheyName() {
        MODULES.verify();
    }
}
