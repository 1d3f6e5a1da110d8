package io.confab;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the JVM take room for what a busy server throws away, so that it seldom stops to collect, and give it back when the
 * server is calm, such as after everybody's return.
 */
final class SpareMemory {

    /*
     * By default the heap grows when collecting takes too much time, not when it is too often, and then stays as large as
     * it ever was until a full collection. How much of it shall be free can be set while the JVM runs (HotSpot:
     * "manageable"), so that java -jar is all that it takes; G1 goes by it whenever it has marked what lives, in a calm
     * minute too (G1PeriodicGCInterval). What the administrator sets on the command line holds.
     */

    private static final Logger LOG = LoggerFactory.getLogger(SpareMemory.class);

    /** Collections that follow closer than this are a burden; each may take 10 ms and more on a small machine. */
    static final Duration OFTEN = Duration.ofSeconds(3);

    /** Without any for so long the server is calm. */
    static final Duration SELDOM = Duration.ofSeconds(10);

    private static final String EVERY_CALM_MINUTE = "60000";

    // Percent of the heap. The order matters: the smallest share may never exceed the largest.
    private static final List<Setting> CALM =
            List.of(new Setting("MinHeapFreeRatio", "10"), new Setting("MaxHeapFreeRatio", "30"));
    private static final List<Setting> BUSY =
            List.of(new Setting("MaxHeapFreeRatio", "90"), new Setting("MinHeapFreeRatio", "80"));

    /** HotSpot's names for the causes of collections that nothing waits for: somebody asked, or it was time. */
    private static final Set<String> NOT_FOR_WANT_OF_ROOM = Set.of(
            "No GC",
            "G1 Periodic Collection",
            "System.gc()",
            "Diagnostic Command",
            "Heap Inspection Initiated GC",
            "Heap Dump Initiated GC");

    private record Setting(String option, String value) {}

    private final HotSpotDiagnosticMXBean jvm;
    private final Set<String> ours = new HashSet<>();
    private boolean busy;
    private long collectedAt;

    private SpareMemory(HotSpotDiagnosticMXBean jvm) {
        this.jvm = jvm;
    }

    static void giveBack() {
        var jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (jvm != null) {
            new SpareMemory(jvm).begin();
        }
    }

    private void begin() {
        CALM.forEach(this::set);
        set(new Setting("G1PeriodicGCInterval", EVERY_CALM_MINUTE));
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            listenTo(collector);
        }
    }

    private void listenTo(GarbageCollectorMXBean collector) {
        if (collector instanceof NotificationEmitter emitter) {
            emitter.addNotificationListener(
                    (notification, nothing) -> {
                        if (notification.getUserData() instanceof CompositeData data) {
                            collected(GarbageCollectionNotificationInfo.from(data));
                        }
                    },
                    null,
                    null);
        }
    }

    private synchronized void collected(GarbageCollectionNotificationInfo collection) {
        long now = collection.getGcInfo().getEndTime();
        boolean wasBusy = busy;
        boolean forRoom = isForWantOfRoom(collection.getGcCause());
        // One for another reason makes nobody busy, but is the occasion to see that it has become calm.
        busy = (wasBusy || forRoom) && isBusy(wasBusy, Duration.ofMillis(now - collectedAt));
        if (forRoom) {
            collectedAt = now;
        }
        if (busy != wasBusy) {
            (busy ? BUSY : CALM).forEach(this::set);
        }
    }

    static boolean isForWantOfRoom(String cause) {
        return !NOT_FOR_WANT_OF_ROOM.contains(cause);
    }

    /** Whether collections are often, going by how long the last one but this was ago; in between it stays as it was. */
    static boolean isBusy(boolean before, Duration since) {
        return before ? since.compareTo(SELDOM) < 0 : since.compareTo(OFTEN) < 0;
    }

    private void set(Setting setting) {
        try {
            var option = jvm.getVMOption(setting.option());
            if (option.getOrigin() == Origin.DEFAULT || ours.contains(setting.option())) {
                jvm.setVMOption(setting.option(), setting.value());
                ours.add(setting.option());
            }
        } catch (IllegalArgumentException unknown) {
            LOG.debug("{} is not for this JVM: {}", setting.option(), unknown.toString());
        }
    }
}
