package io.confab.stomp;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.util.Assert;

/**
 * Gives a controller method who sent the frame that it handles. Stands before Spring's own resolver of principals, which
 * reads the parameter's annotations anew for each frame (Spring Framework 7.0.10).
 */
final class SignedInArgumentResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == SignedIn.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, Message<?> message) {
        var sender = SimpMessageHeaderAccessor.getUser(message.getHeaders());
        Assert.state(sender instanceof SignedIn, "The frame did not come through the gate");
        return sender;
    }
}
