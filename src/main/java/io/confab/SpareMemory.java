package io.confab;

import java.lang.management.ManagementFactory;
import java.util.List;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the JVM give memory back that a busy moment took, such as everybody's return after a restart. */
final class SpareMemory {

    /*
     * By default the heap stays as large as it ever was until a full collection, and keeps 70 % free even then. These can
     * be set while the JVM runs (HotSpot: "manageable"), so that java -jar is all that it takes. What the administrator
     * sets on the command line holds.
     */

    private static final Logger LOG = LoggerFactory.getLogger(SpareMemory.class);

    private record Setting(String option, String value) {}

    private static final List<Setting> SETTINGS = List.of(
            new Setting("MinHeapFreeRatio", "10"), // percent of the heap; first, as it may not exceed the next
            new Setting("MaxHeapFreeRatio", "30"),
            new Setting("G1PeriodicGCInterval", "60000")); // milliseconds without any collection

    private SpareMemory() {}

    static void giveBack() {
        var jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (jvm != null) {
            SETTINGS.forEach(setting -> set(jvm, setting));
        }
    }

    private static void set(HotSpotDiagnosticMXBean jvm, Setting setting) {
        try {
            if (jvm.getVMOption(setting.option()).getOrigin() == Origin.DEFAULT) {
                jvm.setVMOption(setting.option(), setting.value());
            }
        } catch (IllegalArgumentException unknown) {
            LOG.debug("{} is not for this JVM: {}", setting.option(), unknown.toString());
        }
    }
}
