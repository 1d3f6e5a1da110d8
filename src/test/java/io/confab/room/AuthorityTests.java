package io.confab.room;

import java.util.function.BiFunction;

import io.confab.account.AccountRole;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AuthorityTests {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            #kind,   role,      administrator, read,  post,  moderate, rename, archive
            PUBLIC,  -,         false,         true,  false, false,    false,  false
            PUBLIC,  MEMBER,    false,         true,  true,  false,    false,  false
            PUBLIC,  MODERATOR, false,         true,  true,  true,     true,   false
            PUBLIC,  OWNER,     false,         true,  true,  true,     true,   true
            PUBLIC,  -,         true,          true,  false, true,     true,   true
            PUBLIC,  MEMBER,    true,          true,  true,  true,     true,   true
            PRIVATE, -,         false,         false, false, false,    false,  false
            PRIVATE, -,         true,          false, false, false,    false,  false
            PRIVATE, MEMBER,    true,          true,  true,  false,    false,  false
            PRIVATE, OWNER,     false,         true,  true,  true,     true,   true
            """)
    void whatARoleMayDo(
            RoomKind kind,
            @Nullable Role role,
            boolean administrator,
            boolean read,
            boolean post,
            boolean moderate,
            boolean rename,
            boolean archive) {
        var authority = new Authority(kind, role, () -> administrator ? AccountRole.ADMINISTRATOR : AccountRole.USER);

        assertThat(authority.mayRead()).as("read").isEqualTo(read);
        assertThat(authority.mayPost()).as("post").isEqualTo(post);
        assertThat(authority.mayModerate()).as("moderate").isEqualTo(moderate);
        assertThat(authority.mayRename()).as("rename").isEqualTo(rename);
        assertThat(authority.mayArchive()).as("archive").isEqualTo(archive);
        assertThat(authority.mayInvite()).as("invite").isEqualTo(role != null);
    }

    @Test
    void whoModeratesTheServerRanksBetweenOwnersAndAdministratorsOfPublicRoomsAndIsNobodyInPrivateOnes() {
        var moderator = new Authority(RoomKind.PUBLIC, null, () -> AccountRole.MODERATOR);
        var administrator = new Authority(RoomKind.PUBLIC, null, () -> AccountRole.ADMINISTRATOR);
        var inPrivate = new Authority(RoomKind.PRIVATE, null, () -> AccountRole.MODERATOR);

        assertThat(moderator.mayRestrict(in(Role.OWNER))).isTrue();
        assertThat(in(Role.OWNER).mayRestrict(moderator)).isFalse();
        assertThat(administrator.mayRestrict(moderator)).isTrue();
        assertThat(moderator.mayRestrict(administrator)).isFalse();
        assertThat(inPrivate.mayRead()).isFalse();
        assertThat(inPrivate.mayModerate()).isFalse();
    }

    @Test
    void whoIsBarredReadsNothing() {
        assertThat(new Authority(RoomKind.PUBLIC, null, () -> AccountRole.USER, true).mayRead())
                .isFalse();
    }

    @Test
    void nobodyRemovesUpwardsOrAnEqual() {
        assertThat(allowed((mine, theirs) -> in(mine).mayRestrict(in(theirs))))
                .isEqualTo("OWNER>MODERATOR OWNER>MEMBER MODERATOR>MEMBER");
    }

    @Test
    void onlyOwnersAppointAndNobodyAboveThemselvesOrOverAnEqual() {
        assertThat(allowed((mine, current) -> in(mine).mayAppoint(in(current), Role.OWNER)))
                .isEqualTo("OWNER>MODERATOR OWNER>MEMBER");
        assertThat(allowed((mine, next) -> in(mine).mayTake(next)))
                .isEqualTo("OWNER>OWNER OWNER>MODERATOR OWNER>MEMBER");
    }

    @Test
    void anAdministratorRanksAboveTheOwnersOfAPublicRoomOnly() {
        var there = new Authority(RoomKind.PUBLIC, null, () -> AccountRole.ADMINISTRATOR);
        var nowhere = new Authority(RoomKind.PRIVATE, null, () -> AccountRole.ADMINISTRATOR);

        assertThat(there.mayRestrict(in(Role.OWNER))).isTrue();
        assertThat(there.mayAppoint(in(Role.OWNER), Role.MEMBER)).isTrue();
        assertThat(nowhere.mayRestrict(in(Role.MEMBER))).isFalse();
        assertThat(nowhere.mayAppoint(in(Role.MEMBER), Role.MODERATOR)).isFalse();
    }

    @Test
    void whoIsAPlainMemberButModeratesTheServerIsNeitherSentAwayNorGivenRoles() {
        var moderator = new Authority(RoomKind.PUBLIC, Role.MEMBER, () -> AccountRole.MODERATOR);

        assertThat(in(Role.OWNER).mayRestrict(moderator)).isFalse();
        assertThat(in(Role.OWNER).mayAppoint(moderator, Role.OWNER)).isFalse();
    }

    private static Authority in(Role role) {
        return new Authority(RoomKind.PUBLIC, role, () -> AccountRole.USER);
    }

    private static String allowed(BiFunction<Role, Role, Boolean> may) {
        var pairs = new StringBuilder();
        for (var mine : Role.values()) {
            for (var other : Role.values()) {
                if (may.apply(mine, other)) {
                    pairs.append(' ').append(mine).append('>').append(other);
                }
            }
        }
        return pairs.toString().strip();
    }
}
