package io.confab.feed;

import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param readers who may read which feed, by its name; everybody who is signed in where nothing is said
 * @param pushed  how many feeds may be made by pushing
 */
@ConfigurationProperties("confab.feeds")
record FeedSettings(
        @DefaultValue Map<String, Readers> readers,
        @DefaultValue("100") int pushed) {

    enum Readers {
        EVERYBODY,
        /** Not guests. */
        ACCOUNTS,
        /** Those who moderate or administrate the server. */
        MODERATORS,
        ADMINISTRATORS
    }

    Readers readersOf(String feed) {
        return readers.getOrDefault(feed, Readers.EVERYBODY);
    }
}
