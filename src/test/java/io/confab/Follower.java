package io.confab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.confab.stomp.StompUser;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A reader that never asks for anything: whatever comes must follow on what came (docs/protocol.md, "Numbers"). */
final class Follower {

    private final StompUser.Inbox inbox;
    private final Set<String> ids = new HashSet<>();
    private final List<Long> seqs = new ArrayList<>();
    private long mine = -1;

    Follower(StompUser.Inbox inbox) {
        this.inbox = inbox;
    }

    /** Of every message that has come, in the order in which they came. */
    List<Long> seqs() {
        inbox.drain().forEach(this::apply);
        return List.copyOf(seqs);
    }

    /** The {@code clientId}s of the same. */
    Set<String> ids() {
        inbox.drain().forEach(this::apply);
        return Set.copyOf(ids);
    }

    private void apply(JsonNode event) {
        long from = event.path("from").asLong();
        long rev = event.path("rev").asLong();
        if (mine >= 0) {
            assertThat(from).as("what follows on %s", mine).isLessThanOrEqualTo(mine);
            assertThat(rev).as("what follows on %s", mine).isGreaterThan(mine);
        }
        var messages = event.has("message") ? List.of(event.path("message")) : event.path("messages");
        for (var message : messages) {
            if (message.path("rev").asLong() > mine) {
                assertThat(ids.add(message.path("clientId").asString()))
                        .as("new: %s", message)
                        .isTrue();
                seqs.add(message.path("seq").asLong());
            }
        }
        mine = rev;
    }
}
