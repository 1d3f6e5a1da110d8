package io.confab.setting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.cluster.ControlEntry;
import io.confab.cluster.ControlLog;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What holds now of that which can be changed without a restart. Every node knows it without asking the database, and hears
 * of a change within a second. Thread-safe.
 */
@Service
public class Settings {

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    private static final String CHANGED = "setting.changed";

    private final Map<String, Setting<?>> known;
    private final SettingStore store;
    private final ControlLog control;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private volatile Map<String, Chosen> chosen;

    Settings(
            List<Setting<?>> settings,
            SettingStore store,
            ControlLog control,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.known = settings.stream().collect(Collectors.toUnmodifiableMap(Setting::name, Function.identity()));
        this.store = store;
        this.control = control;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.chosen = read();
    }

    private record Chosen(Object value, SettingStore.Row row) {}

    /**
     * A setting as administrators see it.
     *
     * @param options   what may be chosen; null where it is a length of time
     * @param standard  as it is configured
     * @param changedBy the id of the account that chose; null while it is as configured
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            String name,
            @Nullable List<String> options,
            String value,
            String standard,
            @Nullable Long changedBy,
            @Nullable Instant changedAt) {}

    /** What was chosen, or what is configured. */
    public <T> T value(Setting<T> setting) {
        var choice = chosen.get(setting.name());
        return choice == null ? setting.standard() : setting.type().cast(choice.value());
    }

    /** All of them, by name. */
    public List<View> all() {
        return known.values().stream()
                .sorted(Comparator.comparing(Setting::name))
                .map(this::view)
                .toList();
    }

    private View view(Setting<?> setting) {
        var choice = chosen.get(setting.name());
        return new View(
                setting.name(),
                options(setting),
                text(choice == null ? setting.standard() : choice.value()),
                text(setting.standard()),
                choice == null ? null : choice.row().changedBy(),
                choice == null ? null : choice.row().changedAt());
    }

    /**
     * Chooses, for every node.
     *
     * @param text in the notation of the configuration; null for what is configured
     * @param may  refuses whoever may not
     * @throws Refusal {@code not-found}, or {@code invalid} at {@code value}
     */
    public View change(Actor by, String name, @Nullable String text, Runnable may) {
        var setting = known.get(name);
        if (setting == null) {
            throw ErrorCode.NOT_FOUND.because("There is no such setting.");
        }
        var value = text == null ? null : parse(setting, text);
        var act = Act.of(CHANGED, by).with("name", name).with("value", value == null ? "(as configured)" : text(value));
        audit.guard(
                act,
                () -> transaction.execute(status -> {
                    may.run();
                    store.delete(name);
                    if (value != null) {
                        store.insert(new SettingStore.Row(name, text(value), by.account(), now()));
                    }
                    control.write(new ControlEntry(CHANGED, name));
                    audit.record(act.with("before", view(setting).value()));
                    return true;
                }));
        look();
        return view(setting);
    }

    @EventListener
    void on(ControlEntry entry) {
        if (entry.kind().equals(CHANGED)) {
            look();
        }
    }

    /** Also from time to time, in case the database was away when a change was heard of. */
    @Scheduled(initialDelay = 60_000, fixedDelay = 60_000, scheduler = "taskScheduler")
    void look() {
        try {
            chosen = read();
        } catch (RuntimeException unavailable) {
            LOG.warn("What was chosen cannot be read now: {}", unavailable.toString());
        }
    }

    private Map<String, Chosen> read() {
        var all = new HashMap<String, Chosen>();
        for (var row : store.all()) {
            var setting = known.get(row.name());
            try {
                if (setting != null) {
                    all.put(row.name(), new Chosen(parse(setting, row.text()), row));
                }
            } catch (Refusal unfit) {
                // Of a version that knew more choices.
                LOG.warn("{} cannot be {}: it is as configured", row.name(), row.text());
            }
        }
        return Map.copyOf(all);
    }

    private static Object parse(Setting<?> setting, String text) {
        Object value;
        try {
            value = ApplicationConversionService.getSharedInstance().convert(text.strip(), setting.type());
        } catch (RuntimeException malformed) {
            throw unfit(setting);
        }
        if (value == null || value instanceof Duration length && (length.isNegative() || length.isZero())) {
            throw unfit(setting);
        }
        return value;
    }

    private static Refusal unfit(Setting<?> setting) {
        var options = options(setting);
        return ErrorCode.INVALID
                .because(options == null ? "A length of time, such as 10m or 24h." : "One of " + options + ".")
                .at("value");
    }

    private static @Nullable List<String> options(Setting<?> setting) {
        if (setting.type() == Duration.class) {
            return null;
        }
        var constants = setting.type().getEnumConstants();
        return constants == null
                ? List.of("true", "false")
                : Arrays.stream(constants).map(Settings::text).toList();
    }

    private static String text(Object value) {
        return value instanceof Duration length ? DurationStyle.SIMPLE.print(length, unit(length)) : value.toString();
    }

    /** The largest in which it is a whole number. */
    private static ChronoUnit unit(Duration length) {
        for (var unit : List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS)) {
            if (length.toMillis() % unit.getDuration().toMillis() == 0) {
                return unit;
            }
        }
        return ChronoUnit.MILLIS;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
