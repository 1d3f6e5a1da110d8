package io.confab.stomp;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.confab.shared.UrgentThread;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.messaging.simp.broker.AbstractBrokerMessageHandler;
import org.springframework.messaging.simp.user.UserDestinationMessageHandler;
import org.springframework.messaging.simp.user.UserDestinationResolver;
import org.springframework.messaging.support.AbstractSubscribableChannel;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.DelegatingWebSocketMessageBrokerConfiguration;

/** Puts Confab's broker handler, session handler and command handler in the places where Spring has its own. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(StompLimits.class)
class StompConfiguration extends DelegatingWebSocketMessageBrokerConfiguration {

    /** As many writes over SockJS may block at once where threads are not for nothing. */
    private static final int BLOCKING_WRITES = 256;

    private static final int SCHEDULED = 4;
    private static final int CATCHING_UP = 2;
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private final ConnectionRegistry connections;
    private final Topics topics;
    private final Writers writers;
    private final StompLimits limits;
    private final Ticker ticker;
    // Not itself: it needs the scheduler, which Spring makes in the class that this one extends.
    private final ObjectProvider<FanOut> fanOut;
    private final ObjectProvider<Following> following;
    private final ObjectProvider<SubscriptionGuard> guards;

    StompConfiguration(
            ConnectionRegistry connections,
            Topics topics,
            Writers writers,
            StompLimits limits,
            Ticker ticker,
            ObjectProvider<FanOut> fanOut,
            ObjectProvider<Following> following,
            ObjectProvider<SubscriptionGuard> guards) {
        this.connections = connections;
        this.topics = topics;
        this.writers = writers;
        this.limits = limits;
        this.ticker = ticker;
        this.fanOut = fanOut;
        this.following = following;
        this.guards = guards;
    }

    @Bean
    static Ticker ticker() {
        return Ticker.systemTicker();
    }

    /** For work that may wait for the database, so that heart-beats and the sweeper never wait behind it. */
    @Bean
    static ThreadPoolTaskScheduler taskScheduler() {
        return scheduler(SCHEDULED, new CustomizableThreadFactory("scheduled-"));
    }

    /**
     * For what bounds how late anybody hears of a message or of a right that ended: it reads and waits for no lock, and so
     * must wait neither for threads that do nor behind requests for a connection to the database.
     */
    @Bean
    static ThreadPoolTaskScheduler catchUpScheduler() {
        return scheduler(CATCHING_UP, UrgentThread.factory("catch-up-"));
    }

    private static ThreadPoolTaskScheduler scheduler(int threads, ThreadFactory factory) {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(threads);
        scheduler.setThreadFactory(factory);
        scheduler.setRemoveOnCancelPolicy(true);
        return scheduler;
    }

    @Override
    @Bean
    public WebSocketHandler subProtocolWebSocketHandler(
            AbstractSubscribableChannel clientInboundChannel, AbstractSubscribableChannel clientOutboundChannel) {
        var handler = new StompWebSocketHandler(
                clientInboundChannel, clientOutboundChannel, connections, writers, limits, blockingWrites(), ticker);
        handler.setPhase(getPhase());
        return handler;
    }

    private static Executor blockingWrites() {
        if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS) {
            var executor = new SimpleAsyncTaskExecutor("sockjs-writer-");
            executor.setVirtualThreads(true);
            return executor;
        }
        // A queue behind the threads: whoever hands over a write must not wait for one that is stalled.
        var executor = new ThreadPoolExecutor(
                BLOCKING_WRITES,
                BLOCKING_WRITES,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new CustomizableThreadFactory("sockjs-writer-"));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    @Override
    @Bean
    public AbstractBrokerMessageHandler simpleBrokerMessageHandler(
            AbstractSubscribableChannel clientInboundChannel,
            AbstractSubscribableChannel clientOutboundChannel,
            AbstractSubscribableChannel brokerChannel,
            UserDestinationResolver userDestinationResolver) {
        var handler = new BrokerHandler(
                clientInboundChannel,
                clientOutboundChannel,
                brokerChannel,
                connections,
                topics,
                fanOut.getObject(),
                following.getObject(),
                guards,
                limits);
        handler.setPhase(getPhase());
        return handler;
    }

    @Override
    protected SimpAnnotationMethodMessageHandler createAnnotationMethodMessageHandler(
            AbstractSubscribableChannel clientInboundChannel,
            AbstractSubscribableChannel clientOutboundChannel,
            SimpMessagingTemplate brokerMessagingTemplate) {
        return new CommandHandler(clientInboundChannel, clientOutboundChannel, brokerMessagingTemplate);
    }

    @Override
    protected void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        super.addArgumentResolvers(resolvers);
        resolvers.add(new ReceiptArgumentResolver());
        resolvers.add(new LiveSessionArgumentResolver());
    }

    /** Spring's own way to user destinations stays closed: it lets a client send to another person's queue. */
    @Override
    @Bean
    public UserDestinationMessageHandler userDestinationMessageHandler(
            AbstractSubscribableChannel clientInboundChannel,
            AbstractSubscribableChannel clientOutboundChannel,
            AbstractSubscribableChannel brokerChannel,
            UserDestinationResolver userDestinationResolver) {
        return new UserDestinationMessageHandler(clientInboundChannel, brokerChannel, userDestinationResolver) {
            @Override
            public boolean isAutoStartup() {
                return false;
            }
        };
    }
}
