package io.confab.push;

import java.util.UUID;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DatabaseTest
@Import(UsedKeys.class)
class UsedKeysTests {

    private static final AccountId ADA = new AccountId(1);

    @Autowired
    UsedKeys used;

    final IdempotencyKey key = new IdempotencyKey(UUID.randomUUID().toString());

    private boolean push(IdempotencyKey under) {
        return used.once(ADA, under, () -> true);
    }

    @Test
    void whatWasDoneIsNotDoneAgain() {
        assertThat(push(key)).isTrue();
        assertThat(push(key)).isFalse();
        assertThat(used.once(new AccountId(2), key, () -> true)).isTrue();
    }

    /** As if the node had been killed: nothing tidies up after an error. */
    @Test
    void whatANodeDiedOverIsDoneByWhoeverAsksAgain() {
        assertThatThrownBy(() -> used.once(ADA, key, () -> {
                    throw new AssertionError("killed");
                }))
                .hasMessage("killed");
        assertThat(push(key)).isTrue();
    }

    @Test
    void whileItIsBeingDoneNobodyIsToldThatItWas() {
        boolean first = used.once(ADA, key, () -> {
            assertThat(push(key)).isTrue();
            return true;
        });
        assertThat(first).isTrue();
        assertThat(push(key)).isFalse();
    }

    @Test
    void aKeyIsAnotherForEachTarget() {
        assertThat(push(key.to("feeds/one"))).isTrue();
        assertThat(push(key.to("feeds/two"))).isTrue();
        assertThat(push(key.to("feeds/one"))).isFalse();
    }

    @Test
    void withoutAKeyEveryPushIsAnother() {
        var none = new IdempotencyKey(null).to("feeds/one");
        assertThat(push(none)).isTrue();
        assertThat(push(none)).isTrue();
    }
}
