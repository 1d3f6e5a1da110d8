package io.confab.schedule;

import java.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes what has been over for long. */
@Component
class ScheduleSweep {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleSweep.class);

    private final ScheduleStore store;
    private final ScheduleSettings settings;
    private final Clock clock;

    ScheduleSweep(ScheduleStore store, ScheduleSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 3600_000, scheduler = "taskScheduler")
    void sweep() {
        try {
            store.deleteOver(clock.instant().minus(settings.keepOver()));
        } catch (RuntimeException unavailable) {
            LOG.warn("What is over cannot be removed now: {}", unavailable.toString());
        }
    }
}
