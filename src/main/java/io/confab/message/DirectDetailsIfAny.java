package io.confab.message;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.confab.account.AccountId;
import io.confab.message.DirectDetails.Reader;
import io.confab.message.DirectDetails.Request;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** {@link DirectDetails}, or none where no module contributes them. Found when first asked: that module needs the log. */
@Component
class DirectDetailsIfAny {

    private final SingletonSupplier<DirectDetails> details;

    DirectDetailsIfAny(ObjectProvider<DirectDetails> details) {
        this.details = SingletonSupplier.ofNullable(details::getIfAvailable);
    }

    /** Whom somebody asks to talk in these rooms, and who. */
    Map<RoomId, Map<AccountId, Request>> requests(Collection<RoomId> rooms) {
        var known = details.get();
        return known == null || rooms.isEmpty() ? Map.of() : known.requests(rooms);
    }

    @Nullable
    List<Reader> readers(RoomId room, AccountId viewer) {
        var known = details.get();
        return known == null ? null : known.readers(room, viewer);
    }
}
