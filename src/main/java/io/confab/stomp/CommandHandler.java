package io.confab.stomp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.confab.shared.ErrorCode;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.messaging.handler.annotation.support.MethodArgumentTypeMismatchException;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.simp.SimpMessageMappingInfo;
import org.springframework.messaging.simp.SimpMessageSendingOperations;
import org.springframework.web.socket.messaging.WebSocketAnnotationMethodMessageHandler;

/** Brings a command to its controller, and every failure of it back to the client as a refusal. */
class CommandHandler extends WebSocketAnnotationMethodMessageHandler {

    CommandHandler(SubscribableChannel inbound, MessageChannel outbound, SimpMessageSendingOperations broker) {
        super(inbound, outbound, broker);
    }

    @Override
    protected List<HandlerMethodArgumentResolver> initArgumentResolvers() {
        var resolvers = new ArrayList<HandlerMethodArgumentResolver>();
        resolvers.add(new SignedInArgumentResolver());
        resolvers.addAll(super.initArgumentResolvers());
        return resolvers;
    }

    @Override
    protected void handleNoMatch(Set<SimpMessageMappingInfo> mappings, String lookupDestination, Message<?> message) {
        refuse(message, ErrorCode.UNKNOWN_DESTINATION.because("There is no such destination."));
    }

    @Override
    protected void processHandlerMethodException(HandlerMethod method, Exception failure, Message<?> message) {
        refuse(message, refusal(failure));
    }

    private static void refuse(Message<?> message, Throwable failure) {
        var receipt = FrameReceipt.of(message);
        if (receipt != null) {
            receipt.settle(null, failure);
        }
    }

    private static Throwable refusal(Exception failure) {
        if (failure instanceof MethodArgumentNotValidException invalid) {
            return ErrorCode.INVALID.because(detail(invalid));
        }
        if (failure instanceof MethodArgumentTypeMismatchException) {
            return ErrorCode.UNKNOWN_DESTINATION.because("There is no such destination.");
        }
        if (failure instanceof MessageConversionException) {
            return ErrorCode.MALFORMED.because("The body is not the JSON that this destination takes.");
        }
        return failure;
    }

    private static String detail(MethodArgumentNotValidException invalid) {
        var result = invalid.getBindingResult();
        var error = result == null ? null : result.getFieldError();
        return error == null ? "The body is not valid." : error.getField() + " " + error.getDefaultMessage() + ".";
    }
}
