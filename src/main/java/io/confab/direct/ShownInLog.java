package io.confab.direct;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.message.DirectDetails;
import io.confab.room.RoomId;
import org.springframework.stereotype.Component;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

/** What the log shows of direct rooms. */
@Component
class ShownInLog implements DirectDetails {

    private final Requests requests;
    private final ReadReceipts receipts;
    private final Accounts accounts;

    ShownInLog(Requests requests, ReadReceipts receipts, Accounts accounts) {
        this.requests = requests;
        this.receipts = receipts;
        this.accounts = accounts;
    }

    @Override
    public Map<RoomId, Map<AccountId, Request>> requests(Collection<RoomId> rooms) {
        var rows = requests.in(rooms);
        var senders = accounts.views(rows.stream().map(Requests.Row::sender).collect(toSet()));
        var found = new HashMap<RoomId, Map<AccountId, Request>>();
        rows.forEach(row -> found.computeIfAbsent(row.room(), id -> new HashMap<>())
                .put(row.account(), new Request(requireNonNull(senders.get(row.sender())))));
        return found;
    }

    @Override
    public List<Reader> readers(RoomId room, AccountId viewer) {
        return receipts.readers(room, viewer);
    }
}
