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
        var found = new HashMap<RoomId, Map<AccountId, Request>>();
        requests.in(rooms).forEach((room, rows) -> {
            var asked = found.computeIfAbsent(room, id -> new HashMap<>());
            rows.forEach(row -> asked.put(row.account(), new Request(accounts.view(row.sender()))));
        });
        return found;
    }

    @Override
    public List<Reader> readers(RoomId room, AccountId viewer) {
        return receipts.readers(room, viewer);
    }
}
