package io.confab.shared;

import java.util.List;
import java.util.Objects;

import io.confab.shared.Problem.InvalidField;
import jakarta.persistence.PersistenceException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.databind.DatabindException;

/** Tells every refusal and every failure over HTTP as {@linkplain Problem problem details}. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<Problem> on(Refusal refusal) {
        var field = refusal.field();
        var errors = field == null ? null : List.of(new InvalidField(field, refusal.detail()));
        var headers = new HttpHeaders();
        var retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            // Whole seconds, and never too early.
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(retryAfter.plusNanos(999_999_999).toSeconds()));
        }
        return answer(refusal.code(), refusal.detail(), errors, headers);
    }

    @ExceptionHandler
    ResponseEntity<Problem> on(BindException invalid) {
        var errors = invalid.getAllErrors().stream()
                .map(error -> new InvalidField(
                        error instanceof FieldError field ? field.getField() : error.getObjectName(), message(error)))
                .toList();
        return invalid(errors);
    }

    @ExceptionHandler
    ResponseEntity<Problem> on(HandlerMethodValidationException invalid) {
        var errors = invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new InvalidField(
                                error instanceof FieldError field
                                        ? field.getField()
                                        : Objects.requireNonNullElse(
                                                result.getMethodParameter().getParameterName(), "request"),
                                message(error))))
                .toList();
        return invalid(errors);
    }

    @ExceptionHandler
    ResponseEntity<Problem> on(TypeMismatchException mismatch) {
        var name = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : Objects.requireNonNullElse(mismatch.getPropertyName(), "request");
        return invalid(List.of(new InvalidField(name, "has the wrong type")));
    }

    @ExceptionHandler
    ResponseEntity<Problem> on(MissingServletRequestParameterException missing) {
        return invalid(List.of(new InvalidField(missing.getParameterName(), "is required")));
    }

    @ExceptionHandler
    ResponseEntity<Problem> on(HttpMessageNotReadableException unreadable) {
        // The parser's own message may quote the body, which may hold a password.
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return on(refusal);
            }
            if (cause instanceof DatabindException mismatch) {
                return on(mismatch);
            }
        }
        return answer(ErrorCode.MALFORMED, "The body is not well-formed JSON.");
    }

    private ResponseEntity<Problem> on(DatabindException mismatch) {
        if (mismatch.getCause() instanceof Refusal refusal) {
            return on(refusal);
        }
        var path = mismatch.getPath();
        if (path.isEmpty()) {
            return answer(ErrorCode.MALFORMED, "The body is not what was expected.");
        }
        var field = path.get(path.size() - 1).getPropertyName();
        return invalid(List.of(new InvalidField(Objects.requireNonNullElse(field, "body"), "has the wrong type")));
    }

    @ExceptionHandler
    ResponseEntity<Problem> on(HttpRequestMethodNotSupportedException refused) {
        return answer(
                ErrorCode.METHOD_NOT_ALLOWED,
                "This is not done with " + refused.getMethod() + ".",
                null,
                refused.getHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Problem> on(HttpMediaTypeNotSupportedException refused) {
        return answer(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
    }

    @ExceptionHandler
    ResponseEntity<Problem> on(HttpMediaTypeNotAcceptableException refused) {
        return answer(ErrorCode.UNSUPPORTED, "The answer is application/json.");
    }

    @ExceptionHandler
    ResponseEntity<Problem> on(AuthenticationException refused) {
        return answer(ErrorCode.UNAUTHENTICATED, "Sign in first.");
    }

    @ExceptionHandler
    ResponseEntity<Problem> on(AccessDeniedException refused) {
        return refused instanceof CsrfException
                ? answer(ErrorCode.CSRF, "Ask GET /api/session for the token and the header that it goes into.")
                : answer(ErrorCode.FORBIDDEN, "You may not do this.");
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class, PersistenceException.class})
    ResponseEntity<Problem> onDatabase(RuntimeException failure) {
        if (!Outage.mayPass(failure)) {
            return on(failure);
        }
        log.error("The database did not do what it was asked", failure);
        return answer(ErrorCode.UNAVAILABLE, "The server cannot do this now. Nothing was changed.");
    }

    /** The browser has gone: nobody is there to be told. */
    @ExceptionHandler
    void on(AsyncRequestNotUsableException gone) {}

    @ExceptionHandler
    ResponseEntity<Problem> on(Exception failure) {
        if (failure instanceof ErrorResponse response) {
            return ofStatus(response.getStatusCode().value());
        }
        log.error("A request failed", failure);
        return answer(ErrorCode.INTERNAL, "Something went wrong on the server.");
    }

    /** The problem for what the container or a library refused with no more than a status. */
    ResponseEntity<Problem> ofStatus(int status) {
        return switch (status) {
            case 401 -> answer(ErrorCode.UNAUTHENTICATED, "Sign in first.");
            case 403 -> answer(ErrorCode.FORBIDDEN, "You may not do this.");
            case 404 -> answer(ErrorCode.NOT_FOUND, "There is nothing here.");
            case 405 -> answer(ErrorCode.METHOD_NOT_ALLOWED, "This is not done with this method.");
            case 413 -> answer(ErrorCode.TOO_LARGE, "The request is too large.");
            case 415 -> answer(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
            case 503 -> answer(ErrorCode.UNAVAILABLE, "The server cannot do this now.");
            default ->
                status < 500
                        ? answer(ErrorCode.MALFORMED, "The request is not well-formed.")
                        : answer(ErrorCode.INTERNAL, "Something went wrong on the server.");
        };
    }

    private static ResponseEntity<Problem> invalid(List<InvalidField> errors) {
        return answer(ErrorCode.INVALID, "Some fields are not valid.", errors, HttpHeaders.EMPTY);
    }

    private static ResponseEntity<Problem> answer(ErrorCode code, String detail) {
        return answer(code, detail, null, HttpHeaders.EMPTY);
    }

    private static ResponseEntity<Problem> answer(
            ErrorCode code, String detail, @Nullable List<InvalidField> errors, HttpHeaders headers) {
        return ResponseEntity.status(code.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(code, detail, errors));
    }

    private static String message(MessageSourceResolvable error) {
        return Objects.requireNonNullElse(error.getDefaultMessage(), "is not valid");
    }
}
