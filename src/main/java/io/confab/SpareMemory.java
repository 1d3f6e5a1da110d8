package io.confab;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
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

    private static final String EVERY_CALM_MINUTE = "60000";

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    // Percent of the heap. The order matters: the smallest share may never exceed the largest.
    private static final List<Setting> CALM =
            List.of(new Setting("MinHeapFreeRatio", "5"), new Setting("MaxHeapFreeRatio", "10"));
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
    private final CollectionPace pace = new CollectionPace();

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
        lookNowAndThen();
    }

    private void lookNowAndThen() {
        var timer = new Timer("spare-memory", true);
        var look = new TimerTask() {
            @Override
            public void run() {
                look();
            }
        };
        timer.schedule(look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis());
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

    private void collected(GarbageCollectionNotificationInfo collection) {
        if (isForWantOfRoom(collection.getGcCause())) {
            var at = Duration.ofMillis(collection.getGcInfo().getEndTime());
            adaptAfter(() -> pace.collected(at));
        }
    }

    /** That nothing is collected any more is not told by anybody. */
    private void look() {
        var now = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        adaptAfter(() -> pace.look(now));
    }

    private synchronized void adaptAfter(Runnable news) {
        boolean wasBusy = pace.isBusy();
        news.run();
        if (pace.isBusy() != wasBusy) {
            (pace.isBusy() ? BUSY : CALM).forEach(this::set);
        }
    }

    static boolean isForWantOfRoom(String cause) {
        return !NOT_FOR_WANT_OF_ROOM.contains(cause);
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
