package io.confab.stomp;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.confab.shared.ErrorCode;
import io.confab.shared.Outage;
import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompConversionException;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.socket.messaging.StompSubProtocolErrorHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ERROR frame, after which the connection closes: for a CONNECT that was refused, and for bytes that are no frames,
 * behind which nothing can be trusted to begin.
 */
@Component
class FatalErrors extends StompSubProtocolErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FatalErrors.class);

    private final JsonMapper json;

    FatalErrors(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Message<byte[]> handleClientMessageProcessingError(@Nullable Message<byte[]> frame, Throwable failure) {
        var refusal = refusal(failure);
        var headers = StompHeaderAccessor.create(StompCommand.ERROR);
        headers.setMessage(refusal.code().title());
        headers.setNativeHeader("code", refusal.code().wire());
        headers.setContentType(MimeTypeUtils.APPLICATION_JSON);
        headers.setLeaveMutable(true);
        var body = json.writeValueAsString(Map.of("code", refusal.code().wire(), "message", refusal.detail()));
        return MessageBuilder.createMessage(body.getBytes(StandardCharsets.UTF_8), headers.getMessageHeaders());
    }

    private static Refusal refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (Outage.mayPass(cause)) {
                LOG.warn("The database cannot be asked: {}", cause.toString());
                return ErrorCode.UNAVAILABLE.because("Connect again.");
            }
            if (cause instanceof IllegalArgumentException) {
                return ErrorCode.MALFORMED.because("A header is not what STOMP says it is.");
            }
            if (cause instanceof StompConversionException malformed) {
                return tooLarge(malformed)
                        ? ErrorCode.TOO_LARGE.because("The frame is too large.")
                        : ErrorCode.MALFORMED.because("This is not a STOMP frame.");
            }
        }
        LOG.error("A connection ends", failure);
        return ErrorCode.INTERNAL.because("Something went wrong.");
    }

    /** Spring tells the two apart only by its words (BufferingStompDecoder.checkBufferLimits). */
    private static boolean tooLarge(StompConversionException failure) {
        return String.valueOf(failure.getMessage()).contains("buffer size limit");
    }
}
