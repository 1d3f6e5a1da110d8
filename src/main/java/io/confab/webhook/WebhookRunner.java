package io.confab.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.confab.cluster.Node;
import io.confab.message.MessagesPosted;
import io.confab.webhook.LaneWorker.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Has webhooks told what there is to tell. Each is one node's at a time: another takes it when the node is found dead, and tells
 * again what the dead one had not noted as told, by the same id.
 */
@Component
class WebhookRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRunner.class);

    /** Rooms that are looked up at once: so many times those that are told at once. */
    private static final int ROUNDS = 4;

    /** However much is posted, it is looked for no oftener. */
    private static final Duration GATHER = Duration.ofMillis(20);

    private final WebhookStore hooks;
    private final LaneStore lanes;
    private final LaneWorker worker;
    private final WebhookSettings settings;
    private final Node node;
    private final Set<Long> taken = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ScheduledExecutorService looks;
    private final ExecutorService hookThreads;
    private final ExecutorService laneThreads;
    private volatile boolean running;
    private volatile boolean any = true;

    WebhookRunner(WebhookStore hooks, LaneStore lanes, LaneWorker worker, WebhookSettings settings, Node node) {
        this.hooks = hooks;
        this.lanes = lanes;
        this.worker = worker;
        this.settings = settings;
        this.node = node;
        this.looks = Executors.newSingleThreadScheduledExecutor(threads("webhook-look-"));
        this.hookThreads = Executors.newFixedThreadPool(settings.threads(), threads("webhook-"));
        // As many as the others make use of.
        this.laneThreads = Executors.newCachedThreadPool(threads("webhook-lane-"));
    }

    private static CustomizableThreadFactory threads(String prefix) {
        var factory = new CustomizableThreadFactory(prefix);
        factory.setDaemon(true);
        return factory;
    }

    @EventListener
    void on(MessagesPosted posted) {
        wake();
    }

    /** Looks in a moment; what happens while that is about to begin is seen too. */
    void wake() {
        if (any && running && woken.compareAndSet(false, true)) {
            try {
                looks.schedule(
                        () -> {
                            woken.set(false);
                            look();
                        },
                        GATHER.toMillis(),
                        TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("It is told by whoever looks next");
            }
        }
    }

    @Scheduled(fixedDelayString = "${confab.webhooks.poll:1s}", scheduler = "taskScheduler")
    void look() {
        if (!running) {
            return;
        }
        try {
            any = hooks.any();
            if (any) {
                lanes.busyHooks(node.id()).forEach(this::take);
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("What webhooks are to be told cannot be looked up now: {}", unavailable.toString());
        }
    }

    private void take(long hook) {
        if (taken.add(hook)) {
            boolean begun = submit(() -> {
                try {
                    work(hook);
                } catch (RuntimeException failure) {
                    LOG.warn("The webhook {} cannot be told now: {}", hook, failure.toString());
                } finally {
                    taken.remove(hook);
                }
            });
            if (!begun) {
                taken.remove(hook);
            }
        }
    }

    private boolean submit(Runnable task) {
        try {
            hookThreads.execute(task);
            return true;
        } catch (RejectedExecutionException stopping) {
            return false;
        }
    }

    private void work(long id) {
        var me = node.id();
        if (!hooks.claim(id, me)) {
            return;
        }
        try {
            var hook = hooks.find(id).orElseThrow();
            var work = new Work(hook, hooks.secret(id), me);
            var busy = lanes.busy(id, settings.parallel() * ROUNDS);
            while (running && !busy.isEmpty() && hooks.isOwner(id, me)) {
                for (int begin = 0; begin < busy.size(); begin += settings.parallel()) {
                    tell(work, busy.subList(begin, Math.min(begin + settings.parallel(), busy.size())));
                }
                busy = lanes.busy(id, settings.parallel() * ROUNDS);
            }
        } finally {
            hooks.release(id, me);
        }
    }

    /** Several lanes at once; returns when all of them have had their turn. */
    private void tell(Work work, List<Lane> some) {
        try {
            if (some.size() == 1) {
                worker.tell(work, some.get(0));
                return;
            }
            var tasks = some.stream()
                    .<Callable<Boolean>>map(lane -> () -> {
                        worker.tell(work, lane);
                        return true;
                    })
                    .toList();
            for (var done : laneThreads.invokeAll(tasks)) {
                done.get();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Begins with nothing more until it is started again. */
    void pause() {
        running = false;
    }

    /** What is being told now may be finished. */
    @Override
    public void stop() {
        pause();
        looks.shutdownNow();
        hookThreads.shutdown();
        try {
            if (!hookThreads.awaitTermination(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                hookThreads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        laneThreads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
