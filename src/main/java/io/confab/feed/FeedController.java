package io.confab.feed;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountId;
import io.confab.stomp.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** Feeds: docs/protocol.md, "Feeds". */
@Controller
class FeedController {

    private final Feeds feeds;

    FeedController(Feeds feeds) {
        this.feeds = feeds;
    }

    /** @param last null if there is none yet */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Opened(String feed, @Nullable FeedValue last) {}

    @SubscribeMapping("/feeds/{name}")
    Opened open(@DestinationVariable String name, SignedIn me) {
        return new Opened(name, feeds.last(name, AccountId.of(me)).orElse(null));
    }

    @GetMapping("/api/feeds")
    @ResponseBody
    Names list(SignedIn me) {
        return new Names(feeds.names(AccountId.of(me)));
    }

    record Names(List<String> feeds) {}

    @GetMapping("/api/feeds/{name}")
    @ResponseBody
    Opened last(@PathVariable String name, SignedIn me) {
        return new Opened(name, feeds.last(name, AccountId.of(me)).orElse(null));
    }
}
