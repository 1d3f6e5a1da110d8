package io.confab.moderation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What somebody is told of what was decided about them. The names are the {@code type} on the wire. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @Type(name = "sanction.imposed", value = SanctionNotice.SanctionImposed.class),
    @Type(name = "sanction.lifted", value = SanctionNotice.SanctionLifted.class)
})
sealed interface SanctionNotice {

    record SanctionImposed(SanctionView sanction) implements SanctionNotice {}

    record SanctionLifted(SanctionView sanction) implements SanctionNotice {}
}
