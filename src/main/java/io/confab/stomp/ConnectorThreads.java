package io.confab.stomp;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The threads of the connector: those that Spring Boot or Tomcat would take, behind {@link Completions}. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ConnectorThreads implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, DisposableBean {

    private static final long IDLE_SECONDS = 60;

    private volatile Executor threads = Runnable::run;

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addProtocolHandlerCustomizers(handler -> {
            if (handler instanceof AbstractProtocol<?> protocol) {
                // Set already where the threads are virtual.
                var given = protocol.getExecutor();
                threads = given == null ? pool(protocol) : given;
                protocol.setExecutor(Completions.otherwise(threads));
            }
        });
    }

    /** Runs a task after what had arrived before it: in its turn, as it runs what clients send. */
    void inTurn(Runnable task) {
        threads.execute(task);
    }

    /** As Tomcat's AbstractEndpoint makes it. */
    private static Executor pool(AbstractProtocol<?> protocol) {
        var queue = new TaskQueue(protocol.getMaxQueueSize());
        var pool = new ThreadPoolExecutor(
                protocol.getMinSpareThreads(),
                protocol.getMaxThreads(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                queue,
                new TaskThreadFactory("http-", true, protocol.getThreadPriority()));
        queue.setParent(pool);
        return pool;
    }

    /** Tomcat leaves to others what it did not make. The server has stopped by now. */
    @Override
    public void destroy() {
        if (threads instanceof ExecutorService service) {
            service.shutdownNow();
        }
    }
}
