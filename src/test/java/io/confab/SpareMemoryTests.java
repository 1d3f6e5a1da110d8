package io.confab;

import java.lang.management.ManagementFactory;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.HotSpotDiagnosticMXBean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpareMemoryTests {

    @Test
    void countsNoCollectionThatWasAskedForOrWasJustDue() throws Exception {
        var causes = new ConcurrentLinkedQueue<String>();
        var collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(NotificationEmitter.class::cast)
                .toList();
        NotificationListener note = (notification, nothing) ->
                causes.add(GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                        .getGcCause());
        collectors.forEach(collector -> collector.addNotificationListener(note, null, null));
        try {
            System.gc();
            // The name is the JVM's own, and the setting goes by it.
            Awaitility.await().until(() -> causes.contains("System.gc()"));
            assertThat(SpareMemory.isForWantOfRoom("System.gc()")).isFalse();
            assertThat(SpareMemory.isForWantOfRoom("G1 Evacuation Pause")).isTrue();
        } finally {
            for (var collector : collectors) {
                collector.removeNotificationListener(note);
            }
        }
    }

    @Test
    void thisJvmTakesWhatIsSetWhileItRuns() {
        var jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        assertThat(jvm.getVMOption("MinHeapFreeRatio").isWriteable()).isTrue();
        assertThat(jvm.getVMOption("MaxHeapFreeRatio").isWriteable()).isTrue();
        assertThat(jvm.getVMOption("G1PeriodicGCInterval").isWriteable()).isTrue();
    }
}
