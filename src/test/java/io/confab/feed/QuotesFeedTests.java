package io.confab.feed;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

class QuotesFeedTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static Object afterAnHour(long seed) {
        var feed = new QuotesFeed(seed);
        for (int second = 1; second < 3600; second++) {
            feed.next(Instant.ofEpochSecond(second));
        }
        return feed.next(Instant.ofEpochSecond(3600));
    }

    @Test
    void theSameSeedGivesTheSameWalk() {
        assertThat(afterAnHour(7)).isEqualTo(afterAnHour(7)).isNotEqualTo(afterAnHour(8));
    }

    private static Map<String, Double> of(String field, Object quotes) {
        var values = new TreeMap<String, Double>();
        JSON.valueToTree(quotes)
                .path("quotes")
                .forEach(quote -> values.put(
                        quote.path("symbol").asString(), quote.path(field).asDouble()));
        return values;
    }

    @Test
    void noPriceJumpsWhenAnotherGoesOn() {
        var before = afterAnHour(7);
        var other = new QuotesFeed(8);
        other.goOnFrom(JSON.valueToTree(before));
        var after = other.next(Instant.ofEpochSecond(3601));

        assertThat(of("price", after)).hasSize(6).isNotEqualTo(of("price", before));
        of("price", after)
                .forEach((symbol, price) -> assertThat(price)
                        .as(symbol)
                        .isCloseTo(of("price", before).getOrDefault(symbol, 0.0), withinPercentage(1)));
        // Since it began, and not since it was taken over.
        of("change", after)
                .forEach((symbol, change) -> assertThat(change)
                        .as(symbol)
                        .isCloseTo(of("change", before).getOrDefault(symbol, 100.0), within(1.0)));
    }

    @Test
    void whatIsNoMarketMovesNothing() {
        var other = new QuotesFeed(8);
        other.goOnFrom(JSON.readTree("{\"quotes\":[{\"symbol\":\"ACME\",\"price\":-1},{\"symbol\":7},{}]}"));
        other.goOnFrom(JSON.readTree("\"closed\""));
        assertThat(other.next(Instant.EPOCH)).isEqualTo(new QuotesFeed(8).next(Instant.EPOCH));
    }
}
