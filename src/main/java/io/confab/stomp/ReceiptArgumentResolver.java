package io.confab.stomp;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.util.Assert;

/** Gives a controller method the {@link Receipt} of the frame that it handles. */
final class ReceiptArgumentResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Receipt.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, Message<?> message) {
        var receipt = FrameReceipt.of(message);
        Assert.state(receipt != null, "The frame did not come through the gate");
        return receipt.defer();
    }
}
