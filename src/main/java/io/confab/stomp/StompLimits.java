package io.confab.stomp;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one connection or account may use of the server. {@code enabled} concerns the rates alone; the sizes always hold.
 *
 * @param frame the longest STOMP frame that a client may send
 * @param subscriptionsPerConnection live subscriptions of one connection
 * @param connectionsPerAccount live connections of one account on this node
 * @param framesPerSecond SEND and SUBSCRIBE frames of one account, sustained
 * @param frameBurst the same, at once
 * @param outboundQueue what may wait for one slow reader
 * @param stall how long a reader may make no progress while data waits
 * @param ping after which silence of a client that promises no heart-beats the server asks for a sign of life
 * @param connect how long a socket may take to finish CONNECT
 */
@ConfigurationProperties("confab.limits")
record StompLimits(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("64KB") DataSize frame,
        @DefaultValue("200") int subscriptionsPerConnection,
        @DefaultValue("50") int connectionsPerAccount,
        @DefaultValue("20") int framesPerSecond,
        @DefaultValue("100") int frameBurst,
        @DefaultValue("4MB") DataSize outboundQueue,
        @DefaultValue("10s") Duration stall,
        @DefaultValue("20s") Duration ping,
        @DefaultValue("10s") Duration connect) {}
