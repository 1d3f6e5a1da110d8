package io.confab.cluster;

import io.confab.DatabaseTest;
import io.confab.stomp.LeaseLost;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
@Import(Node.class)
class NodeTests {

    @Autowired
    Node node;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void nothingIsDoneInTheNameOfANodeThatWasGivenUp() {
        node.requireHeld();
        assertThat(node.isHeld()).isTrue();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.sql("delete from node where id = ?").param(node.id()).update();
            assertThatExceptionOfType(LeaseLost.class).isThrownBy(node::requireHeld);
            status.setRollbackOnly();
        });
    }
}
