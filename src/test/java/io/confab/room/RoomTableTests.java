package io.confab.room;

import java.util.ArrayList;

import io.confab.DatabaseTest;
import io.confab.account.TestAccounts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
class RoomTableTests {

    @Autowired
    RoomTable table;

    @Autowired
    Rooms rooms;

    @Autowired
    Members members;

    @Autowired
    TestAccounts accounts;

    @Test
    void pagesInEveryOrderAndShowsNoDirectRoom() {
        var owner = accounts.person("room-table-owner");
        var other = accounts.person("room-table-other");
        for (int i = 0; i < 5; i++) {
            var room = rooms.create(owner, "Tabled " + i, i % 2 == 0 ? RoomKind.PUBLIC : RoomKind.PRIVATE, null);
            if (i == 2) {
                members.join(new RoomId(room.id()), other);
            }
        }
        for (var sort : RoomTable.Sort.values()) {
            var names = new ArrayList<String>();
            @Nullable String after = null;
            do {
                var page = table.page("tabled", sort, after, 2);
                assertThat(page.total()).isEqualTo(5);
                page.rooms().forEach(row -> names.add(row.name()));
                after = page.next();
            } while (after != null);
            assertThat(names)
                    .as(sort.name())
                    .containsExactlyInAnyOrder("Tabled 0", "Tabled 1", "Tabled 2", "Tabled 3", "Tabled 4");
        }
        assertThat(table.page("tabled", RoomTable.Sort.MEMBERS, null, 1).rooms())
                .singleElement()
                .returns("Tabled 2", RoomTable.Row::name)
                .returns(2, RoomTable.Row::memberCount);
        assertThat(table.page("", RoomTable.Sort.NAME, null, 1000).rooms())
                .noneMatch(row -> row.kind() == RoomKind.DIRECT);
    }
}
