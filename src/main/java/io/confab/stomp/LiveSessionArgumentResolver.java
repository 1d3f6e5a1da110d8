package io.confab.stomp;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.util.Assert;

/** Gives a controller method the session of the frame that it handles. */
final class LiveSessionArgumentResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == LiveSession.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, Message<?> message) {
        var receipt = FrameReceipt.of(message);
        var session = receipt == null ? null : receipt.session();
        Assert.state(session != null, "The frame did not come through the gate");
        return session;
    }
}
