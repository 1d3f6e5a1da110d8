package io.confab;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.HotSpotDiagnosticMXBean;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpareMemoryTests {

    @Test
    void isBusyWhenCollectionsAreOftenUntilTheyAreSeldom() {
        assertThat(SpareMemory.isBusy(false, Duration.ofSeconds(5))).isFalse();
        assertThat(SpareMemory.isBusy(false, Duration.ofSeconds(2))).isTrue();
        assertThat(SpareMemory.isBusy(true, Duration.ofSeconds(5))).isTrue();
        assertThat(SpareMemory.isBusy(true, Duration.ofSeconds(10))).isFalse();
    }

    @Test
    void thisJvmTakesWhatIsSetWhileItRuns() {
        var jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        assertThat(jvm.getVMOption("MinHeapFreeRatio").isWriteable()).isTrue();
        assertThat(jvm.getVMOption("MaxHeapFreeRatio").isWriteable()).isTrue();
        assertThat(jvm.getVMOption("G1PeriodicGCInterval").isWriteable()).isTrue();
    }
}
