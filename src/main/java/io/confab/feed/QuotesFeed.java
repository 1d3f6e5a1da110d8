package io.confab.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * A market that is made up: prices that walk at random, each by a geometric Brownian motion in steps of an interval. The same
 * seed gives the same walk.
 */
@Component
class QuotesFeed implements FeedSource {

    /** The part of its price by which a symbol moves in a second, at one standard deviation. */
    private static final double VOLATILITY = 0.001;

    private static final int CENTS = 100;

    private final RandomGenerator random;
    private final List<Walk> walks = new ArrayList<>();

    @Autowired
    QuotesFeed(@Value("${confab.feeds.quotes.seed:42}") long seed) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (var listed : List.of(
                new Quote("ACME", 120.00, 0),
                new Quote("BOLT", 48.50, 0),
                new Quote("CRUX", 310.25, 0),
                new Quote("DUNE", 15.75, 0),
                new Quote("EDDY", 86.40, 0),
                new Quote("FERN", 230.10, 0))) {
            walks.add(new Walk(listed.symbol(), listed.price()));
        }
    }

    /** @param change since the beginning, in percent */
    record Quote(String symbol, double price, double change) {}

    record Quotes(List<Quote> quotes) {}

    private static final class Walk {
        final String symbol;
        final double first;
        double price;

        Walk(String symbol, double first) {
            this.symbol = symbol;
            this.first = first;
            this.price = first;
        }

        Quote step(double gaussian) {
            price *= Math.exp(VOLATILITY * gaussian - VOLATILITY * VOLATILITY / 2);
            return new Quote(symbol, rounded(price), rounded((price / first - 1) * CENTS));
        }
    }

    @Override
    public String name() {
        return "quotes";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void goOnFrom(JsonNode last) {
        for (var quote : last.path("quotes")) {
            double price = quote.path("price").asDouble(0);
            walks.stream()
                    .filter(walk ->
                            price > 0 && walk.symbol.equals(quote.path("symbol").asString("")))
                    .forEach(walk -> walk.price = price);
        }
    }

    @Override
    public Object next(Instant now) {
        return new Quotes(
                walks.stream().map(walk -> walk.step(random.nextGaussian())).toList());
    }

    private static double rounded(double value) {
        return Math.round(value * CENTS) / (double) CENTS;
    }
}
