package io.confab.admin;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.account.Accounts;
import io.confab.account.StaffTopic;
import io.confab.cluster.Node;
import io.confab.cluster.NodeReport;
import io.confab.stomp.Broadcaster;
import io.confab.stomp.Connections;
import io.confab.stomp.Destination;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pushes the figures of all nodes once a second to those who run the server and look at them. They come by the database, by
 * which the nodes know of each other, so that they are there without the broker too.
 */
@Component
class Dashboard {

    private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);

    private static final Destination FIGURES = Destination.topic("admin", "figures");

    private final Node node;
    private final Connections connections;
    private final Broadcaster broadcaster;
    private final JsonMapper json;
    private final Clock clock;

    Dashboard(Node node, Connections connections, Broadcaster broadcaster, JsonMapper json, Clock clock) {
        this.node = node;
        this.connections = connections;
        this.broadcaster = broadcaster;
        this.json = json;
        this.clock = clock;
    }

    enum Database {
        UP,
        DOWN
    }

    /** @param nodes empty while the database is away: a node knows the others by it */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes(@JsonSubTypes.Type(name = "figures.measured", value = FiguresMeasured.class))
    record FiguresMeasured(Instant at, Database database, List<NodeFigures> nodes) {}

    /** @param figures null of a node that has just begun */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NodeFigures(
            String id, Instant startedAt, @Nullable Figures figures) {}

    @Bean
    static StaffTopic figuresTopic(Connections connections, Accounts accounts) {
        return new StaffTopic(FIGURES, connections, accounts);
    }

    @Scheduled(fixedRate = 1000, scheduler = "taskScheduler")
    void push() {
        if (!connections.subscribed("admin", "figures").isEmpty()) {
            broadcaster.publishHere(FIGURES, measured());
        }
    }

    private FiguresMeasured measured() {
        try {
            return new FiguresMeasured(
                    clock.instant(),
                    Database.UP,
                    node.reports().stream().map(this::figures).toList());
        } catch (RuntimeException unavailable) {
            LOG.debug("The other nodes cannot be asked now: {}", unavailable.toString());
            return new FiguresMeasured(clock.instant(), Database.DOWN, List.of());
        }
    }

    private NodeFigures figures(NodeReport report) {
        var text = report.report();
        return new NodeFigures(
                report.id(), report.startedAt(), text == null ? null : json.readValue(text, Figures.class));
    }
}
